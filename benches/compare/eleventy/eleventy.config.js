// The same job for Eleventy.
import { escape, grouped, paged, slug } from './lib.js';

const stories = (api) => api.getFilteredByTag('story').toReversed();
const year = (page) => String(page.date.getUTCFullYear());
const month = (page) => `${year(page)}/${String(page.date.getUTCMonth() + 1).padStart(2, '0')}`;

function lists(api) {
  const all = stories(api);
  const found = [...paged(grouped(all, (p) => [year(p)]), (y) => `/${y}/`), ...paged(grouped(all, (p) => [month(p)]), (m) => `/${m}/`)];
  for (const [kind, key] of [['authors', 'authors'], ['categories', 'categories'], ['tags', 'topics']]) {
    const terms = grouped(all, (p) => p.data[key] ?? []);
    found.push(...paged(terms, (term) => `/${kind}/${slug(term)}/`));
    const names = [...terms].sort(([a], [b]) => (a < b ? -1 : 1));
    const rows = names.map(([name, pages]) => `<li><a href="/${kind}/${slug(name)}/">${escape(name)}</a> ${pages.length}</li>`);
    found.push({ title: kind, url: `/${kind}/`, pages: [], terms: `<ul>${rows.join('')}</ul>` });
  }
  return found;
}

export default function (config) {
  config.setQuietMode(true);
  config.addCollection('stories', stories);
  config.addCollection('lists', lists);
  return { dir: { input: '.', output: 'public' }, markdownTemplateEngine: false };
}
