// Search as a reader does it: typed by hand, by mouse and by keyboard, from a host below a sub-path and from a stick.
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { axe, folder, launch, onDisk, open, serve } from './site.js';

let browser, site;
before(async () => { [browser, site] = await Promise.all([launch(), serve()]); });
after(async () => { await browser.close(); await site.close(); });

const at = (q, rest = '') => `${site.address}search.html${q === undefined ? '' : `?q=${encodeURIComponent(q)}${rest}`}`;
const count = (page) => page.textContent('#count');
const headlines = (page) => page.locator('#found .rows > li > a').allTextContents();

/** Waits until the page says what it found. */
async function found(page, say = /found\.$/) {
  await page.waitForFunction((s) => new RegExp(s).test(document.getElementById('count').textContent), say.source);
  return count(page);
}

/** Opens the page, types a query and asks. */
async function asked(query, options) {
  const page = await open(browser, at(), options);
  await page.locator('#q').pressSequentially(query);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.searchParams.get('q') === query);
  await found(page);
  return page;
}

async function done(page) {
  assert.deepEqual(page.faults, []);
  await page.context().close();
}

test('every kind of query, typed by hand', async () => {
  const all = [
    ['flood', /^[2-9]|\d\d articles found/],
    ['FLOODED', /articles found/],
    ['"malt lane"', /articles? found/],
    ['by:tapp flood', /articles? found/],
    ['by:"Maureen Tapp" section:news', /articles? found/],
    ['source:packet from:1994 to:1995-12', /articles? found/],
    ['from:1994-02-12 to:1994-02-12', /articles? found/],
    ['Þóra', /articles? found/],
    ['thora', /articles? found/],
    ['council’s', /articles? found/],
    ['harb*', /articles? found/],
    ['flood -flood', /^Nothing found/],
    ['from:yesterday flood', /wants a date/],
  ];
  const page = await open(browser, at());
  for (const [query, want] of all) {
    await page.goto(at(query));
    assert.match(await found(page), want, query);
  }
  await done(page);
});

test('forms, accents, case and quotes make no difference; phrases and minus do', async () => {
  const page = await open(browser, at());
  const numbers = async (q) => {
    await page.goto(at(q));
    await found(page);
    return page.evaluate((q) => globalThis.morgue.find(q), q);
  };
  assert.deepEqual(await numbers('flood'), await numbers('FLOODED'));
  assert.deepEqual(await numbers('council’s'), await numbers("council's"));
  assert.deepEqual(await numbers('Þóra'), await numbers('thora'));
  const both = await numbers('malt lane');
  const phrase = await numbers('"malt lane"');
  assert.ok(phrase.length > 0 && phrase.every((n) => both.includes(n)));
  const without = await numbers('flood -harbour');
  const harbour = await numbers('harbour');
  assert.ok(without.length > 0 && without.every((n) => !harbour.includes(n)));
  assert.deepEqual([...await page.evaluate(() => globalThis.morgue.find('flood', 'oldest'))].reverse(), await numbers('flood'));
  await done(page);
});

test('headline, date, byline and a snippet with the hits marked', async () => {
  const page = await asked('barrier vote');
  const first = page.locator('#found .rows > li').first();
  await first.locator('p mark').first().waitFor();
  assert.ok((await first.locator('time').getAttribute('datetime')).length >= 4);
  assert.match((await page.locator('#found .by').allTextContents()).join(), /By /);
  const marks = (await page.locator('#found mark').allTextContents()).map((m) => m.toLowerCase());
  assert.ok(marks.every((m) => /^(barrier|vot)/.test(m)), marks.join());
  await done(page);
});

test('while typing, the last word is a beginning, and the count is read out', async () => {
  const page = await open(browser, at());
  assert.equal(await page.getAttribute('#count', 'role'), 'status');
  await page.locator('#q').pressSequentially('harb');
  assert.match(await found(page), /articles? found/);
  assert.equal(new URL(page.url()).searchParams.get('q'), 'harb*');
  await done(page);
});

test('a bar of the years, a section and a byline narrow the search; back and forward lead through it', async () => {
  const page = await asked('flood');
  const before = await count(page);
  const bar = page.locator('#found .chart a').first();
  const year = (await bar.locator('b, i').first().textContent()).trim();
  await bar.click();
  await page.waitForURL((url) => url.searchParams.get('q') === `flood from:${year} to:${year}`);
  assert.match(await found(page), /articles? found/);
  const dates = await page.locator('#found time').evaluateAll((all) => all.map((t) => t.dateTime.slice(0, 4)));
  assert.ok(dates.length && dates.every((d) => d === year), dates.join());
  const shared = page.url();
  await page.goBack();
  await page.waitForFunction((text) => document.getElementById('count').textContent === text, before);
  assert.equal(await page.inputValue('#q'), 'flood');
  for (const title of ['By section', 'By byline']) {
    await page.getByText(title).click();
    const name = page.locator('details[open] a').first();
    await name.waitFor();
    const hits = Number(await page.locator('details[open] span').first().textContent());
    await name.click();
    assert.match(await found(page, new RegExp(`^${hits} articles? found`)), /found/);
    await page.goBack();
    await page.waitForFunction((text) => document.getElementById('count').textContent === text, before);
  }
  await page.goForward();
  await page.waitForFunction((text) => document.getElementById('count').textContent !== text, before);
  const other = await open(browser, shared);
  await found(other);
  assert.equal(await other.inputValue('#q'), `flood from:${year} to:${year}`);
  await done(other);
  await done(page);
});

test('order is kept in the address', async () => {
  const page = await asked('flood');
  const newest = await headlines(page);
  await page.selectOption('#sort', 'oldest');
  await page.waitForURL(/sort=oldest/);
  await page.waitForFunction((first) => document.querySelector('#found .rows a').textContent !== first, newest[0]);
  await page.reload();
  await found(page);
  assert.equal(await page.inputValue('#sort'), 'oldest');
  await page.selectOption('#sort', 'relevance');
  await page.waitForURL(/sort=relevance/);
  await found(page);
  await done(page);
});

test('a wrong word gets the nearest one that the archive has', async () => {
  const page = await asked('harbuor');
  await page.getByText('Did you mean').waitFor();
  const link = page.locator('#found p a').first();
  assert.equal(await link.textContent(), 'harbour');
  await link.click();
  assert.match(await found(page, /articles found/), /articles found/);
  await done(page);
});

test('by keyboard alone', async () => {
  const page = await open(browser, `${site.address}index.html`);
  const inBox = () => page.evaluate(() => document.activeElement.name === 'q');
  for (let i = 0; i < 8 && !await inBox(); i++) await page.keyboard.press('Tab');
  assert.ok(await inBox());
  await page.keyboard.type('the');
  await page.keyboard.press('Enter');
  await page.waitForURL(/search\.html\?q=the/);
  await found(page);
  await page.locator('#q').focus();
  for (let i = 0; i < 200; i++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(() => document.activeElement.textContent === 'Show more')) break;
  }
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelectorAll('#found .rows > li').length > 10);
  assert.ok(await page.evaluate(() => document.activeElement.closest('.rows') !== null));
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => !url.pathname.endsWith('search.html'));
  await done(page);
});

test('without JavaScript it explains and leads to years, sections and bylines', async () => {
  const page = await open(browser, at('flood'), { javaScriptEnabled: false });
  assert.match(await page.locator('noscript').innerText(), /needs JavaScript/);
  assert.equal(await page.locator('#search').isVisible(), false);
  for (const start of ['19', 'sections/', 'bylines/']) {
    assert.ok(await page.locator(`main a[href^="${start}"]`).count() > 0, start);
  }
  await done(page);
});

test('from a stick, headlines are found', async () => {
  const page = await open(browser, onDisk('search.html', '?q=flood'));
  assert.match(await found(page, /headlines/), /articles? found/);
  const all = await headlines(page);
  assert.ok(all.length && all.every((h) => /flood/i.test(h)), all.join());
  await page.locator('#found .rows a').first().click();
  await page.waitForURL(/\d{4}\/.*\.html$/);
  await done(page);
});

for (const colorScheme of ['light', 'dark']) {
  for (const width of [1280, 390]) {
    test(`axe-core, ${colorScheme}, ${width} pixels wide`, async () => {
      const page = await open(browser, at(), { colorScheme, viewport: { width, height: 900 } });
      assert.deepEqual(await axe(page), []);
      await page.goto(at('flood'));
      await found(page);
      await page.getByText('By section').click();
      await page.locator('details[open] a').first().waitFor();
      await page.locator('#found mark').first().waitFor();
      assert.deepEqual(await axe(page), []);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
      await done(page);
    });
  }
}

const left = new URL('../target/tmp/search/', import.meta.url).pathname;
test('five hundred random queries find what a scan of the texts finds', { skip: !existsSync(left) && '`cargo test --test search` leaves them' }, async () => {
  const dir = mkdtempSync(join(tmpdir(), 'morgue-search-'));
  const { index, asked } = JSON.parse(readFileSync(join(left, 'queries.json'), 'utf8'));
  cpSync(join(left, 'search'), join(dir, 'search'), { recursive: true });
  for (const name of readdirSync(folder).filter((n) => /\.(js|css|svg|html)$/.test(n))) cpSync(join(folder, name), join(dir, name));
  writeFileSync(join(dir, 'search.html'), readFileSync(join(folder, 'search.html'), 'utf8').replace(/data-index="[^"]*"/, `data-index="${index}"`));
  const other = await serve(dir);
  const page = await open(browser, `${other.address}search.html`);
  const wrong = await page.evaluate(async (asked) => {
    const out = [];
    for (const { q, sort, want } of asked) {
      const got = await globalThis.morgue.find(q, sort);
      if (JSON.stringify(got) !== JSON.stringify(want)) out.push({ q, sort, want: want.slice(0, 9), got: got.slice(0, 9), lengths: [want.length, got.length] });
    }
    return out;
  }, asked);
  assert.equal(asked.length, 500);
  assert.deepEqual(wrong, []);
  await done(page);
  await other.close();
  rmSync(dir, { recursive: true });
});
