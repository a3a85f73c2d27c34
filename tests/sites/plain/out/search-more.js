// The parts of search.js that few searches need: exact phrases, dates, the best first, suggestions, counts by section and byline, and
// headlines alone for a page that is opened from a disk. It is loaded when one of them is.
'use strict';
morgue.more((tools) => {
  const { Bits, TOKEN, begin, both, each, entries, formsOf, get, link, make, mask, number, rice, row, shard, without, words } = tools;

  /** The places of a form in the articles of `wanted`: lists by number. */
  async function places(list, wanted) {
    const names = await get((await begin()).places.split('/').pop(), 'json');
    const out = new Map();
    for (const entry of list) {
      const { part } = entry;
      const name = names[part.number].slice(entry.shard * 12, entry.shard * 12 + 12);
      const file = await get(`${part.letter}p-${name}.bin`, 'arrayBuffer');
      const all = new Bits(new Uint8Array(file));
      let skip = 0;
      let len = 0;
      const total = (await shard(part, entry.shard)).length;
      for (let i = 0; i < total; i++) {
        const n = all.varint();
        if (i < entry.at) skip += n; else if (i === entry.at) len = n;
      }
      all.take(skip);
      const lists = new Bits(all.take(len));
      let segment;
      let bits;
      each(entry, (n) => {
        const here = part.segments.find(({ start, len }) => n >= start && n < start + len);
        if (here !== segment) {
          segment = here;
          lists.varint();
          bits = new Bits(lists.take(lists.varint()));
        }
        const count = bits.unary() + 1;
        const k = rice(512, count);
        const at = [];
        for (let i = 0, place = 0; i < count; i++, place++) at.push(place += bits.rice(k));
        if (wanted[n]) out.set(n, at);
      });
    }
    return out;
  }

  async function phrase(of, count) {
    const lists = await Promise.all(of.map(formsOf));
    const all = lists.map((list) => mask(list, count)).reduce(both);
    if (!all.some((x) => x)) return all;
    const at = await Promise.all(lists.map((list) => places(list, all)));
    for (let n = 0; n < count; n++) {
      if (all[n] && !at[0].get(n).some((p) => at.every((map, i) => i === 0 || map.get(n).includes(p + i)))) all[n] = 0;
    }
    return all;
  }

  function distance(a, b) {
    let [before, last] = [[], [...Array(b.length + 1).keys()]];
    for (let i = 1; i <= a.length; i++) {
      const now = [i];
      for (let j = 1; j <= b.length; j++) {
        now[j] = Math.min(last[j] + 1, now[j - 1] + 1, last[j - 1] + (a[i - 1] !== b[j - 1]));
        if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) now[j] = Math.min(now[j], before[j - 2] + 1);
      }
      [before, last] = [last, now];
    }
    return last[b.length];
  }

  async function nearest(word) {
    const lines = (await get((await begin()).words.split('/').pop(), 'text')).split('\n');
    let [best, least, shared] = [null, word.length < 5 ? 1.5 : 2.5, 0];
    let known = [];
    for (const line of lines) {
      if (!line) continue;
      known = [...known.slice(0, Number(line[0])), ...[...line].slice(1)];
      if (Math.abs(known.length - word.length) > 2) continue;
      const other = known.join('');
      const d = distance(word, other);
      let same = 0;
      while (word[same] === other[same] && same < word.length) same++;
      if (d < least || (d === least && same > shared)) [best, least, shared] = [other, d, same];
    }
    return best;
  }

  /** How many dated articles are before a date, or before its end. */
  async function numberOf(date, isEnd) {
    const root = await begin();
    const rest = isEnd ? 99 : 0;
    const limit = date[0] * 10000 + (date[1] ?? rest) * 100 + (date[2] ?? rest);
    const isBefore = (key) => (isEnd ? key <= limit : key < limit);
    let n = 0;
    if (date[1] === undefined) {
      for (const [year, count] of root.years) if (isBefore(year * 10000 + 5000)) n += count;
      return n;
    }
    const days = await get(root.days.split('/').pop(), 'json');
    for (let i = 0, key = 0; i < days.length; i += 2) {
      key += days[i];
      if (isBefore(key)) n += days[i + 1];
    }
    return n;
  }

  /** The numbers from and to which a query's dates reach. Undated articles are in no range. */
  async function range({ from, to }) {
    const { dated } = await begin();
    return Promise.all([from ? numberOf(from) : 0, to ? numberOf(to, true) : dated]);
  }

  const WEIGHTS = [0, 2, 3, 4, 8];

  /** The best first: rare words count more, and so do words in headlines and those that are repeated. */
  function best(numbers, all, count) {
    const idf = all.map((m) => 32 - Math.clz32(Math.floor(count / Math.max(1, m.reduce((n, x) => n + (x > 0), 0)))));
    const score = new Map(numbers.map((n) => [n, all.reduce((sum, m, i) => sum + idf[i] * WEIGHTS[m[n]], 0)]));
    return numbers.sort((a, b) => score.get(b) - score.get(a));
  }

  /** A line that says which words the archive does not have, and what may be meant. */
  async function suggest(q, missing) {
    const better = await Promise.all(missing.map(nearest));
    let text = q;
    missing.forEach((word, i) => {
      if (better[i]) text = text.replace(TOKEN, (token) => (words(token).includes(word) ? better[i].normalize() : token));
    });
    const none = missing.map((word) => `“${word.normalize()}”`).join(', ');
    const line = make('p', {}, `No article has ${none}. `);
    if (text !== q) line.append('Did you mean ', link(text, { text }), '?');
    return line;
  }

  /** Fills a list with the names of a kind that articles have, the most frequent first. */
  async function fill(list, field, numbers, q) {
    const root = await begin();
    const here = new Uint8Array(root.count);
    numbers.forEach((n) => { here[n] = 1; });
    const counts = new Map();
    for (const entry of await entries(`!${field} `, `!${field}!`)) {
      let n = 0;
      each(entry, (at) => { n += here[at]; });
      if (n) counts.set(entry.beside[0], (counts.get(entry.beside[0]) ?? 0) + n);
    }
    const rows = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 40);
    const rest = without(q, field);
    list.replaceChildren(...rows.map(([name, n]) => make('li', {},
      link(`${rest} ${field}:"${name.replace(/["“”„]/g, ' ')}"`.trim(), { dir: 'auto', text: name }), ' ', make('span', { text: number.format(n) }))));
    if (!rows.length) list.append(make('li', { text: 'None' }));
  }

  // --- Headlines alone, where a page may load scripts and nothing else.

  async function headlines(query, sort) {
    const root = await begin();
    const out = { marks: new Set(), missing: [], numbers: [] };
    const pad = (date, rest) => date && [date[0], date[1] ?? rest, date[2] ?? rest].map((n) => String(n).padStart(2, '0')).join('-');
    const [from, to] = [pad(query.from, 0), pad(query.to, 99)];
    const has = (c, r) => {
      if (c.field) return c.of.every((w) => words((c.field === 'by' ? r.by : c.field === 'section' ? r.section : '') ?? '').includes(w));
      if (c.phrase) return ` ${words(r.headline).join(' ')} `.includes(` ${c.phrase.join(' ')} `);
      return words(r.headline).some((w) => w.startsWith(c.word));
    };
    for (const c of query.all) (c.phrase ?? (c.word ? [`${c.word}*`] : [])).forEach((w) => out.marks.add(w));
    for (let n = 0; n < root.count; n++) {
      const r = await row(root, n);
      const date = r.iso && `${r.iso.slice(0, 10)}-99-99`.slice(0, 10);
      if ((from && !(date >= from)) || (to && !(date && date <= to))) continue;
      if (query.all.every((c) => has(c, r)) && !query.not.some((c) => has(c, r))) out.numbers.push(n);
    }
    const early = out.numbers.filter((n) => n < root.dated);
    out.list = sort === 'oldest' ? out.numbers : [...early.reverse(), ...out.numbers.filter((n) => n >= root.dated)];
    return out;
  }

  return { best, fill, headlines, phrase, range, suggest };
});
