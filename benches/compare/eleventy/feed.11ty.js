import { escape, iso } from './lib.js';

export const data = { permalink: '/feed.xml' };

export function render({ collections }) {
  const entries = collections.stories.slice(0, 50).map(({ url, date, data }) => `<entry><id>https://news.example.org${url}</id><title>${escape(data.title)}</title>
<updated>${iso(date)}</updated><link href="https://news.example.org${url}"/><summary>${escape(data.description)}</summary></entry>`);
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><id>https://news.example.org/</id><title>News Archive</title>${entries.join('')}</feed>`;
}
