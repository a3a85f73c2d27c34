// The pages of every site: no fault on the console, nothing asked of anyone else, found accessible by axe-core.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { axe, folder, launch, onDisk, open, serve } from './site.js';

let browser, site;
before(async () => { [browser, site] = await Promise.all([launch(), serve()]); });
after(async () => { await browser.close(); await site.close(); });

/** One page of each kind: of those that look alike by their address, the last one. */
function kinds() {
  const found = new Map();
  for (const path of readdirSync(folder, { recursive: true }).sort()) {
    if (!path.endsWith('.html') || path.startsWith('files/')) continue;
    // What leads on from an old address is gone before it can be looked at.
    if (readFileSync(join(folder, path), 'utf8').includes('http-equiv="refresh"')) continue;
    const kind = path.replace(/\d+/g, '0').replace(/[^/]+\.html$/, (name) => (/^(index|0-0)\.html$/.test(name) ? name : 'x.html'));
    found.set(path === '404.html' ? path : kind, path);
  }
  return [...found.values()];
}

for (const path of kinds()) {
  test(`${path} is sound, from a host and from a stick`, async () => {
    // The page for what is missing is only ever shown by a host, at any depth.
    for (const address of path === '404.html' ? [site.address + path] : [site.address + path, onDisk(path)]) {
      for (const colorScheme of ['light', 'dark']) {
        const page = await open(browser, address, { colorScheme });
        assert.ok((await page.title()).length > 0);
        assert.deepEqual(await axe(page), [], `${address} ${colorScheme}`);
        assert.deepEqual(page.faults, []);
        await page.context().close();
      }
    }
  });
}
