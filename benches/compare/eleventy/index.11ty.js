import { frame, rows } from './lib.js';

export const data = { permalink: '/index.html' };

export function render({ collections }) {
  const years = [...new Set(collections.stories.map((page) => page.date.getUTCFullYear()))];
  return frame('Front page', '/', '', `${rows(collections.stories.slice(0, 50))}
<ul>${years.map((year) => `<li><a href="/${year}/">${year}</a></li>`).join('')}</ul>`);
}
