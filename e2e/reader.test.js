// What readers do on a page: copy a citation, move by keyboard, do without scripts; at every kind of page, nothing is amiss.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { axe, folder, launch, onDisk, open, serve } from './site.js';

let browser, site;
before(async () => { [browser, site] = await Promise.all([launch(), serve()]); });
after(async () => { await browser.close(); await site.close(); });

const all = readdirSync(folder, { recursive: true }).filter((f) => f.endsWith('.html')).sort();
const kindOf = (path) => /<body class="k-(\w+)/.exec(readFileSync(join(folder, path), 'utf8'))?.[1];
/** The first page of each kind, and of articles one of each sort that looks different. */
const kinds = new Map();
for (const path of all) {
  const html = readFileSync(join(folder, path), 'utf8');
  const marks = ['<figure', 'class="correction"', '<table', 'class="more"', 'class="excerpt"', 'dir="rtl"', 'class="story"', 'class="versions"'];
  const kind = kindOf(path);
  for (const name of [kind, ...marks.filter((m) => kind === 'article' && html.includes(m)).map((m) => `${kind} with ${m}`)]) {
    if (kind && !kinds.has(name)) kinds.set(name, path);
  }
}
const article = all.find((p) => kindOf(p) === 'article' && /^\d{4}\/\d\d\/\d\d\//.test(p) && readFileSync(join(folder, p), 'utf8').includes('rel="next"'));

for (const [kind, path] of kinds) {
  if (kind === 'moved') continue;
  // What is wide is looked at by pages.test.js.
  test(`${kind} (${path}) is sound on a telephone, light and dark`, async () => {
    for (const colorScheme of ['light', 'dark']) {
      const page = await open(browser, site.address + path, { colorScheme, viewport: { width: 390, height: 900 } });
      assert.deepEqual(await axe(page), [], colorScheme);
      const [wide, shown] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
      assert.ok(wide <= shown, `${wide} > ${shown}`);
      assert.deepEqual(page.faults, []);
      await page.context().close();
    }
    assert.ok(Buffer.byteLength(readFileSync(join(folder, path))) < 60_000);
  });
}

test('each citation is copied with one click, from a host and from a stick', async () => {
  for (const address of [site.address + article, onDisk(article)]) {
    const page = await open(browser, address, { permissions: address.startsWith('http') ? ['clipboard-read', 'clipboard-write'] : [] });
    await page.locator('.cite summary').click();
    const texts = await page.locator('.cite pre').allTextContents();
    assert.equal(texts.length, 5);
    assert.match(texts[1], /^@article\{/);
    assert.match(texts[2], /^TY  - NEWS/);
    assert.equal(JSON.parse(texts[3])[0].type, 'article-newspaper');
    for (const [i, text] of texts.entries()) {
      const button = page.locator('.cite button').nth(i);
      assert.match(await button.getAttribute('aria-label'), /^Copy (Plain|BibTeX|RIS|CSL-JSON|Wikipedia)$/);
      await button.focus();
      await page.keyboard.press('Enter');
      await page.waitForFunction((n) => document.querySelectorAll('.cite button')[n].textContent === 'Copied', i);
      assert.match(await page.locator('[role=status]').last().textContent(), /copied$|^$/);
      if (address.startsWith('http')) assert.equal(await page.evaluate(() => navigator.clipboard.readText()), text);
    }
    assert.deepEqual(await axe(page), []);
    assert.deepEqual(page.faults, []);
    await page.context().close();
  }
});

test('arrows lead to the earlier and the later article and back, and not while typing', async () => {
  const page = await open(browser, site.address + article);
  const later = await page.locator('.between [rel=next]').getAttribute('href');
  await page.keyboard.press('ArrowRight');
  await page.waitForURL(new URL(later, site.address + article).href);
  await page.keyboard.press('ArrowLeft');
  await page.waitForURL(site.address + article);
  await page.evaluate(() => { document.querySelector('main').append(document.createElement('textarea')); });
  await page.locator('textarea').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type('j/k');
  assert.equal(await page.locator('textarea').inputValue(), 'j/k');
  assert.equal(page.url(), site.address + article);
  await page.context().close();
});

test('j and k move through a list until they are switched off', async () => {
  const page = await open(browser, site.address + kinds.get('term'));
  const focused = () => page.evaluate(() => document.activeElement.getAttribute('href'));
  const links = await page.locator('main .rows > li > a').evaluateAll((all) => all.map((a) => a.getAttribute('href')));
  await page.keyboard.press('j');
  assert.equal(await focused(), links[0]);
  if (links.length > 1) {
    await page.keyboard.press('j');
    assert.equal(await focused(), links[1]);
    await page.keyboard.press('k');
    assert.equal(await focused(), links[0]);
  }
  await page.locator('.keys summary').click();
  await page.locator('.keys button').click();
  assert.match(await page.locator('.keys button').textContent(), /off$/);
  assert.deepEqual(await axe(page), []);
  await page.reload();
  assert.match(await page.locator('.keys button').textContent(), /off$/);
  await page.keyboard.press('j');
  assert.equal(await focused(), null);
  await page.context().close();
});

test('without scripts an article is whole, with its citations', async () => {
  const page = await open(browser, onDisk(article), { javaScriptEnabled: false });
  await page.locator('.cite summary').click();
  assert.ok(await page.locator('.cite pre').first().isVisible());
  assert.equal(await page.locator('.cite button, .keys').count(), 0);
  await page.locator('.between [rel=next]').click();
  assert.match(page.url(), /\.html$/);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test('an old address leads on to the article, from a host and from a stick, and without a refresh by its link', async () => {
  const old = kinds.get('moved');
  for (const address of [site.address + old, onDisk(old)]) {
    const page = await open(browser, address);
    await page.waitForSelector('body.k-article');
    assert.deepEqual(page.faults, []);
    await page.context().close();
  }
  const html = readFileSync(join(folder, old), 'utf8');
  const target = /http-equiv="refresh" content="0; url=([^"]+)"/.exec(html)[1];
  assert.ok(html.includes(`<p>It is now at <a href="${target}"`));
  assert.ok(new URL(/rel="canonical" href="([^"]+)"/.exec(html)[1]).pathname.endsWith(target.replaceAll('../', '/').replace(/^\/+/, '/')));
});

test('no page is heavy, and none has a script or a style of its own', () => {
  const sizes = all.map((p) => [p, readFileSync(join(folder, p), 'utf8')]);
  for (const [path, html] of sizes) {
    assert.ok(!/<style|\sstyle=|\son\w+=|<script(?![^>]*(\ssrc=|ld\+json))/.test(html.replace(/<script type="application\/ld\+json">.*?<\/script>/s, '')), path);
    if (kindOf(path) !== 'article') assert.ok(Buffer.byteLength(html) <= 30_000, `${path}: ${Buffer.byteLength(html)}`);
  }
  for (const file of readdirSync(folder)) {
    const size = () => readFileSync(join(folder, file)).length;
    if (file.endsWith('.js')) assert.ok(size() <= 20_000, file);
    if (file.endsWith('.css')) assert.ok(size() < 15_000, file);
  }
});
