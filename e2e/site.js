// What every test needs: the built site served as GitHub Pages serves it (below /repo/, text compressed, 404.html for
// what is not there), its address on the disk, and a browser that reports whatever a page should not do.
import { createServer } from 'node:http';
import { readFileSync, statSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';

if (!process.env.E2E_SITE) throw new Error('run the tests with `npm test`, which builds the site first');

/** The folder of the built site. */
export const folder = process.env.E2E_SITE;

/** Where a page stands on the disk. */
export const onDisk = (path, search = '') => pathToFileURL(join(folder, path)).href + search;

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml', '.xml': 'text/xml',
  '.json': 'application/json', '.txt': 'text/plain; charset=utf-8', '.png': 'image/png', '.jpg': 'image/jpeg', '.bin': 'application/octet-stream',
};

/** Serves a folder below /repo/ on a free port of this machine: `{ address, close }`. */
export async function serve(root = folder) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://x').pathname);
    const inside = path.startsWith('/repo/') ? normalize(path.slice(6) || 'index.html') : '';
    let file = join(root, inside.endsWith('/') ? inside + 'index.html' : inside);
    let status = 200;
    if (!inside || inside.startsWith('..') || !statSync(file, { throwIfNoEntry: false })?.isFile()) {
      [status, file] = [404, join(root, '404.html')];
    }
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    let body = readFileSync(file);
    const headers = { 'content-type': type, 'cache-control': 'max-age=600' };
    if (type !== TYPES['.bin'] && !type.startsWith('image/p') && !type.startsWith('image/j')) {
      body = gzipSync(body);
      headers['content-encoding'] = 'gzip';
    }
    response.writeHead(status, { ...headers, 'content-length': body.length });
    response.end(request.method === 'HEAD' ? undefined : body);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    address: `http://127.0.0.1:${server.address().port}/repo/`,
    close: () => new Promise((done) => server.close(done) && server.closeAllConnections()),
  };
}

/** A browser; `CHROMIUM` names another than Debian's. */
export const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });

/**
 * Opens a page in a context of its own. `page.faults` collects messages on the console, uncaught errors, requests that fail
 * and requests to any other place than `allowed` (the beginning of an address); a test ends with a look at it.
 */
export async function open(browser, address, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const allowed = address.startsWith('file:') ? 'file:' : new URL(address).origin + '/';
  page.faults = [];
  page.asked = [];
  page.on('console', (m) => ['error', 'warning'].includes(m.type()) && page.faults.push(`console: ${m.text()}`));
  page.on('pageerror', (e) => page.faults.push(`error: ${e.message}`));
  // What a page had begun to load is broken off when the next one opens; that is no fault of either.
  const brokenOff = (r) => r.failure()?.errorText === 'net::ERR_ABORTED';
  page.on('requestfailed', (r) => brokenOff(r) || page.faults.push(`failed: ${r.url()} ${r.failure()?.errorText}`));
  page.on('request', (r) => {
    page.asked.push(r.url());
    if (!r.url().startsWith(allowed)) page.faults.push(`elsewhere: ${r.url()}`);
  });
  await page.goto(address);
  return page;
}

/** What axe-core finds wrong with a page as it stands, one line a rule. */
export async function axe(page) {
  // Nothing is loaded a second time (preload), which no page may do from a stick. The page's own policy forbids scripts from elsewhere; evaluating needs none.
  const source = readFileSync(new URL('./node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
  await page.evaluate(source);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { preload: false }));
  return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`);
}
