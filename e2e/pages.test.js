// The pages of every site: no fault on the console, nothing asked of anyone else, found accessible by axe-core.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { axe, folder, launch, onDisk, open, serve } from './site.js';

let browser, site;
before(async () => { [browser, site] = await Promise.all([launch(), serve()]); });
after(async () => { await browser.close(); await site.close(); });

/** The newest article, by its address. */
function article() {
  const all = readdirSync(folder, { recursive: true }).filter((f) => /^\d{4}\/\d\d\/\d\d\/(?!index)[^/]+\.html$/.test(f));
  return all.sort().at(-1);
}

for (const path of ['index.html', 'bylines/index.html', article()]) {
  test(`${path} is sound, from a host and from a stick`, async () => {
    for (const address of [site.address + path, onDisk(path)]) {
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
