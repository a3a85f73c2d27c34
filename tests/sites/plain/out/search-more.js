// The parts of search.js that few searches need: exact phrases, suggestions, and headlines alone for a page that is
// opened from a disk. It is loaded when one of them is.
'use strict';
morgue.more(({ Bits, begin, both, each, formsOf, get, mask, rice, row, shard, words }) => {
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

  return { phrase, nearest, headlines };
});
