import { day, escape, frame, iso, place, slug } from '../lib.js';

export function render({ title, description, authors = [], categories = [], topics = [], content, page, collections }) {
  const at = place(collections.stories, page.url);
  const [newer, older] = [collections.stories[at - 1], collections.stories[at + 1]];
  const facts = {
    '@context': 'https://schema.org', '@type': 'NewsArticle', headline: title, datePublished: iso(page.date),
    author: authors, keywords: topics, url: `https://news.example.org${page.url}`,
  };
  const head = `
<meta property="og:type" content="article">
<meta property="og:title" content="${escape(title)}">
<meta name="description" content="${escape(description)}">
<meta property="article:published_time" content="${iso(page.date)}">${
  authors.map((a) => `<meta name="citation_author" content="${escape(a)}">`).join('')}${
  topics.map((t) => `<meta property="article:tag" content="${escape(t)}">`).join('')}
<script type="application/ld+json">${JSON.stringify(facts).replaceAll('<', '\\u003c')}</script>`;
  const link = (kind, name, rel = '') => `<a${rel} href="/${kind}/${slug(name)}/">${escape(name)}</a>`;
  return frame(title, page.url, head, `<article>
${categories.map((c) => `<p>${link('categories', c)}</p>`).join('')}
<h1>${escape(title)}</h1>
${description ? `<p class="standfirst">${escape(description)}</p>` : ''}
<p>${authors.length ? 'By ' : ''}${authors.map((a) => link('authors', a)).join(' and ')}</p>
<p><time datetime="${iso(page.date).slice(0, 16)}">${day(page.date)}, ${iso(page.date).slice(11, 16)}</time></p>
${content}
<p>${topics.map((t) => link('tags', t, ' rel="tag"')).join(' ')}</p>
<nav>${newer ? `<a rel="next" href="${newer.url}">${escape(newer.data.title)}</a>` : ''}
${older ? `<a rel="prev" href="${older.url}">${escape(older.data.title)}</a>` : ''}</nav>
</article>`);
}
