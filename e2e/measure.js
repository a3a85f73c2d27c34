// What a first search costs a reader: `E2E_SITE=public node measure.js 'two words' …`. Each query gets a fresh browser
// context; bytes are counted as they travel (text compressed, as GitHub Pages does), time until the hits are listed.
import { launch, serve } from './site.js';

const [browser, site] = await Promise.all([launch(), serve()]);
for (const query of process.argv.slice(2)) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(300000);
  const wire = await context.newCDPSession(page);
  await wire.send('Network.enable');
  let open = new Map();
  const all = [];
  wire.on('Network.requestWillBeSent', ({ requestId, request }) => open.set(requestId, request.url));
  wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => all.push([open.get(requestId), encodedDataLength]));
  await page.goto(`${site.address}search.html`);
  await page.waitForFunction(() => typeof globalThis.morgue === 'object');
  await page.waitForLoadState('networkidle');
  const before = all.length;
  const ms = await page.evaluate((query) => new Promise((done) => {
    const start = performance.now();
    new MutationObserver(() => document.querySelector('#found .rows > li') && done(performance.now() - start)).observe(document.getElementById('found'), { childList: true, subtree: true });
    document.getElementById('q').value = query;
    document.getElementById('search').requestSubmit();
  }), query);
  await page.waitForLoadState('networkidle');
  const sum = (list) => `${list.length} requests, ${(list.reduce((n, [, bytes]) => n + bytes, 0) / 1000).toFixed(1)} kB`;
  const index = all.slice(before).filter(([url]) => /\/search\/|search-more/.test(url));
  console.log(`${query}: ${await page.textContent('#count')} listed after ${ms.toFixed(0)} ms; index ${sum(index)}; snippets ${sum(all.slice(before).filter((a) => !index.includes(a)))}; page with script and root ${sum(all.slice(0, before))}`);
  await context.close();
}
await browser.close();
await site.close();
