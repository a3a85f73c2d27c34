// What the templates share: layouts as plain functions, which are the fastest that Eleventy has.
const months = 'January February March April May June July August September October November December'.split(' ');
export const iso = (date) => date.toISOString();
export const day = (date) => `${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
export const slug = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-');
export const escape = (text) => String(text ?? '').replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]);
const size = 50;

export const frame = (title, url, head, main) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)} · News Archive</title>
<link rel="canonical" href="https://news.example.org${url}">
<link rel="stylesheet" href="/style.css">${head}
</head>
<body>
<header><a href="/">News Archive</a>
<nav><a href="/authors/">Bylines</a> <a href="/categories/">Sections</a> <a href="/tags/">Tags</a></nav></header>
<main>${main}</main>
<footer>News Archive</footer>
</body>
</html>
`;

export const rows = (pages) => `<ol>${pages.map(({ url, date, data }) => `
<li><time datetime="${iso(date).slice(0, 10)}">${day(date)}</time> <a href="${url}">${escape(data.title)}</a>${
  data.description ? `<p>${escape(data.description)}</p>` : ''}<p>${(data.authors ?? []).map(escape).join(' ')}</p></li>`).join('')}</ol>`;

/** Lists of a kind in pages of fifty: `{ title, url, pages, newer, older }` each. */
export function paged(lists, address) {
  return [...lists].flatMap(([title, pages]) => {
    const at = (n) => `${address(title)}${n ? `page/${n + 1}/` : ''}`;
    const count = Math.ceil(pages.length / size);
    return Array.from({ length: count }, (_, n) => ({
      title, url: at(n), pages: pages.slice(n * size, (n + 1) * size), newer: n > 0 && at(n - 1), older: n + 1 < count && at(n + 1),
    }));
  });
}

export function grouped(pages, keys) {
  const lists = new Map();
  for (const page of pages) {
    for (const key of keys(page)) {
      if (!lists.has(key)) lists.set(key, []);
      lists.get(key).push(page);
    }
  }
  return lists;
}

/** The articles, newest first, each with its place among them. */
const places = new WeakMap();
export function place(stories, url) {
  if (!places.has(stories)) places.set(stories, new Map(stories.map((page, i) => [page.url, i])));
  return places.get(stories).get(url);
}
