import { escape, frame, rows } from './lib.js';

export const data = {
  pagination: { data: 'collections.lists', size: 1, alias: 'list' },
  permalink: ({ list }) => `${list.url}index.html`,
};

export function render({ list }) {
  return frame(list.title, list.url, '', `<h1>${escape(list.title)}</h1>${list.terms ?? rows(list.pages)}
<nav>${list.newer ? `<a rel="prev" href="${list.newer}">Newer</a>` : ''} ${list.older ? `<a rel="next" href="${list.older}">Older</a>` : ''}</nav>`);
}
