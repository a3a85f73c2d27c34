// Searches the archive in the reader's browser. How its files are written: src/search/ of the program.
'use strict';
const form = document.getElementById('search');
const box = form.elements.q;
const order = form.elements.sort;
const said = document.getElementById('count');
const found = document.getElementById('found');
const help = document.getElementById('help');
const FIRST = 10;
const isDisk = location.protocol === 'file:';

// --- Words: the same as src/search/fold.rs, letter for letter.

const SIGN = '\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3040-\\u30ff\\u3400-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}';
const LETTER = `(?:(?![${SIGN}])[\\p{Alphabetic}\\p{N}\\p{M}])`;
const ENDING = new RegExp(`(${LETTER})'(?=${LETTER}{1,2}(?!${LETTER}))`, 'gu');
const WORD = new RegExp(`[${SIGN}]\\p{M}*|${LETTER}+`, 'gu');
const SPECIAL = { ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th', ø: 'o', ł: 'l', đ: 'd', ð: 'd', ı: 'i', ς: 'σ', '‘': "'", '’': "'", ʼ: "'" };

const fold = (text) => text.normalize('NFKD').toLowerCase()
  .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '')
  .replace(/[ßæœþøłđðıς‘’ʼ]/g, (c) => SPECIAL[c])
  .replace(/([\0-\u03ff])\p{M}+/gu, '$1')
  .replace(ENDING, '$1');
const words = (text) => (fold(text).match(WORD) ?? []).map((w) => (w.length > 64 ? [...w].slice(0, 64).join('') : w));

// --- What a reader typed.

const FIELDS = ['by', 'section', 'tag', 'source'];

/** Clauses, dates, and what could not be understood. */
function parse(text) {
  const query = { all: [], not: [], from: null, to: null, faults: [] };
  const piece = /(-?)(?:([a-z]+):)?(?:["“”„]([^"“”„]*)["“”„]?|(\S+))/giu;
  for (const [, minus, name, quoted, bare] of text.matchAll(piece)) {
    const field = name?.toLowerCase();
    const value = quoted ?? bare;
    if (field === 'from' || field === 'to') {
      const date = /^(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?$/.exec(value.trim());
      if (!date) query.faults.push(`${field}: wants a date such as 1987, 1987-06 or 1987-06-16.`);
      else query[field] = date.slice(1).map((n) => n && Number(n));
      continue;
    }
    const list = minus ? query.not : query.all;
    if (FIELDS.includes(field)) {
      const of = words(value);
      if (of.length) list.push({ field, of });
      continue;
    }
    const of = words(field && quoted === undefined ? `${name}:${value}` : value);
    if (quoted !== undefined && of.length > 1) list.push({ phrase: of });
    else of.forEach((word, i) => list.push({ word, begins: quoted === undefined && i === of.length - 1 && value.endsWith('*'), exact: quoted !== undefined }));
  }
  return query;
}

// --- Files.

const base = new URL('.', new URL(form.dataset.index ?? '', document.baseURI)).href;
const waiting = new Map();
const kept = new Map();
const keep = (name, get) => {
  if (!kept.has(name)) {
    kept.set(name, get());
    kept.get(name).catch(() => kept.delete(name));
  }
  return kept.get(name);
};

/** Files of JavaScript call these back. */
globalThis.morgue = {
  root: (value) => waiting.get('root')?.(value),
  cards: (number, rows) => waiting.get(`cards ${number}`)?.(rows),
  more: (make) => waiting.get('more')?.(make),
};
const script = (path, name) => keep(path, () => new Promise((done, failed) => {
  waiting.set(name, done);
  const element = document.createElement('script');
  element.src = base + path;
  element.onerror = () => failed(new Error(path));
  document.head.append(element);
}));
const get = (path, as) => keep(path, async () => {
  const answer = await fetch(base + path);
  if (!answer.ok) throw new Error(path);
  return answer[as]();
});

const begin = () => keep('', async () => {
  const root = await script(form.dataset.index.split('/').pop(), 'root');
  const { dated, undated, full } = root;
  const ranges = (from, len, isTail) => {
    const whole = len - (len % full);
    const [start, end] = isTail ? [whole, len] : [0, whole];
    const out = [];
    for (let at = start; at < end; at += full) out.push({ start: from + at, len: Math.min(full, end - at) });
    return out;
  };
  root.count = dated + undated;
  root.parts.forEach((part, i) => {
    part.number = i;
    part.letter = 'bt'[i];
    part.segments = [...ranges(0, dated, i), ...ranges(dated, undated, i)];
    part.files = part.names.match(/.{12}/g) ?? [];
  });
  root.cards = root.cards.match(/.{12}/g) ?? [];
  root.datedBlocks = Math.ceil(dated / root.block);
  return root;
});

// --- Lists.

const utf8 = new TextDecoder();
const bytesOf = new TextEncoder();

/** In the order of code points, as the index is. */
function isAfter(a, b) {
  const [x, y] = [bytesOf.encode(a), bytesOf.encode(b)];
  for (let i = 0; i < x.length && i < y.length; i++) if (x[i] !== y[i]) return x[i] > y[i];
  return x.length > y.length;
}

class Bits {
  constructor(bytes, at = 0) { this.bytes = bytes; this.at = at * 8; }
  get end() { return this.at >= this.bytes.length * 8; }
  unary() {
    let n = 0;
    for (; this.bytes[this.at >> 3] & (128 >> (this.at & 7)); this.at++) n++;
    this.at++;
    return n;
  }
  rice(k) {
    let n = this.unary();
    for (; k > 0; k--, this.at++) n = n * 2 + ((this.bytes[this.at >> 3] >> (7 - (this.at & 7))) & 1);
    return n;
  }
  varint() {
    let n = 0;
    for (let i = this.at >> 3, shift = 0; ; i++, shift += 7) {
      n |= (this.bytes[i] & 127) << shift;
      if (!(this.bytes[i] & 128)) { this.at = (i + 1) * 8; return n; }
    }
  }
  take(n) {
    const at = this.at >> 3;
    this.at += n * 8;
    return this.bytes.subarray(at, at + n);
  }
  align() { this.at = (this.at + 7) & ~7; }
}

const rice = (len, count) => 31 - Math.clz32(Math.max(1, Math.floor(len / Math.max(1, count))));

const shard = (part, i) => keep(`${part.letter}${i}`, async () => {
  const bits = new Bits(new Uint8Array(await get(`${part.letter}-${part.files[i]}.bin`, 'arrayBuffer')));
  const text = (before) => {
    const shared = bits.varint();
    const rest = bits.take(bits.varint());
    const out = new Uint8Array(shared + rest.length);
    out.set(before.subarray(0, shared));
    out.set(rest, shared);
    return out;
  };
  const entries = [];
  let last = new Uint8Array();
  for (let n = bits.varint(); n > 0; n--) {
    last = text(last);
    const beside = [];
    for (let m = bits.varint(); m > 0; m--) beside.push(utf8.decode(text(last)));
    entries.push({ key: utf8.decode(last), beside, part, shard: i, at: entries.length, len: bits.varint() });
  }
  for (const entry of entries) entry.list = bits.take(entry.len);
  return entries;
});

/** All entries of base and tail from `low` to before `high`. */
async function entries(low, high) {
  const root = await begin();
  const files = root.parts.flatMap((part) => {
    let [a, b] = [0, part.files.length];
    while (a < b) {
      const middle = (a + b) >> 1;
      if (isAfter(part.firsts[middle], low)) b = middle; else a = middle + 1;
    }
    const out = [];
    for (let i = Math.max(0, a - 1); i < part.files.length && (i < a || isAfter(high, part.firsts[i])); i++) out.push(shard(part, i));
    return out;
  });
  const all = (await Promise.all(files)).flat();
  return all.filter(({ key }) => !isAfter(low, key) && isAfter(high, key));
}
const exactly = (key) => entries(key, key + '\0');
const formsOf = async (word) => (await entries(word, word + '!')).filter(({ key }) => key === word || key[word.length] === ' ');

/** Gives every article of an entry, and what the word weighs there. */
function each(entry, call) {
  const bits = new Bits(entry.list);
  const isWord = !'!+'.includes(entry.key[0]);
  while (!bits.end) {
    const { start, len } = entry.part.segments[bits.varint()];
    const count = bits.varint();
    const k = rice(len, count);
    for (let i = 0, n = start; i < count; i++, n++) {
      n += bits.rice(k);
      call(n, isWord ? bits.unary() : 0);
    }
    bits.align();
  }
}

/** For every article 0, or one more than its weight. */
function mask(list, count, into = new Uint8Array(count)) {
  for (const entry of list) each(entry, (n, weight) => { if (into[n] <= weight) into[n] = weight + 1; });
  return into;
}
const both = (a, b) => { for (let n = 0; n < a.length; n++) if (!b[n]) a[n] = 0; return a; };

/** What one clause finds; `marks` gathers what to mark, `missing` unknown words. */
async function clause(c, count, marks, missing) {
  if (c.field) {
    const whole = await exactly(`!${c.field} ${c.of.join(' ')}`);
    if (whole.length) return mask(whole, count);
    const lists = await Promise.all(c.of.map((word) => exactly(`+${c.field} ${word}`)));
    return lists.map((list) => mask(list, count)).reduce(both);
  }
  if (c.phrase) {
    c.phrase.forEach((word) => marks.add(word));
    return (await more()).phrase(c.phrase, count);
  }
  if (c.begins) {
    marks.add(`${c.word}*`);
    return mask(await entries(c.word, `${c.word}\u{10ffff}`), count);
  }
  const own = await formsOf(c.word);
  const others = c.exact ? [] : [...new Set(own.flatMap(({ beside }) => beside))];
  const related = await Promise.all(others.map(exactly));
  marks.add(c.word);
  others.forEach((key) => marks.add(key.split(' ')[0]));
  if (!own.length) missing.push(c.word);
  return mask([...own, ...related.flat()], count);
}

/** The numbers of all articles that a query finds, in order. */
async function search(query, sort) {
  const root = await begin();
  const { count, dated } = root;
  const out = { marks: new Set(), missing: [], numbers: [] };
  const ranged = query.from || query.to;
  const [low, high] = ranged ? await (await more()).range(query) : [0, count];
  const run = (list, marks, missing) => Promise.all(list.map((c) => clause(c, count, marks, missing)));
  const [all, not] = await Promise.all([run(query.all, out.marks, out.missing), run(query.not, new Set(), [])]);
  for (let n = low; n < high; n++) if (all.every((m) => m[n]) && !not.some((m) => m[n])) out.numbers.push(n);
  const undated = out.numbers.findIndex((n) => n >= dated);
  const early = undated < 0 ? out.numbers : out.numbers.slice(0, undated);
  const newest = [...early].reverse().concat(undated < 0 ? [] : out.numbers.slice(undated));
  out.list = sort === 'oldest' ? out.numbers : newest;
  if (sort === 'relevance') out.list = (await more()).best(newest, all, count);
  return out;
}

const blockOf = (root, n) => (n < root.dated ? Math.floor(n / root.block) : root.datedBlocks + Math.floor((n - root.dated) / root.block));
async function row(root, n) {
  const block = blockOf(root, n);
  const rows = await script(`c-${root.cards[block]}.js`, `cards ${block}`);
  const [headline, path, day, iso, by, section, lang] = rows[(n < root.dated ? n : n - root.dated) % root.block];
  return { headline, path, day, iso, by, section, lang };
}

/** What few searches need: search-more.js. */
const more = async () => (await script('../search-more.js', 'more'))({ Bits, TOKEN, begin, both, each, entries, formsOf, get, link, make, mask, number, rice, row, shard, without, words });

// --- The page.

const number = new Intl.NumberFormat(document.documentElement.lang);
const make = (name, props = {}, ...inside) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(props)) {
    if (key === 'text') element.textContent = value;
    else if (value !== undefined && value !== '') element.setAttribute(key, value);
  }
  element.append(...inside);
  return element;
};
const address = (q, sort) => `?${new URLSearchParams(sort && sort !== 'newest' ? { q, sort } : { q })}`;
const articles = (n) => `${number.format(n)} article${n === 1 ? '' : 's'}`;
const link = (q, props, ...inside) => make('a', { href: address(q, order.value), 'data-search': q, ...props }, ...inside);
const without = (q, name) => q.replace(new RegExp(`(^|\\s)${name}:("[^"]*"?|\\S*)`, 'gi'), ' ').replace(/\s+/g, ' ').trim();

const TOKEN = /[\p{Alphabetic}\p{N}\p{M}\u00ad]+(?:['’‘][\p{Alphabetic}\p{N}\p{M}\u00ad]+)*/gu;
const isMarked = (marks, text) => words(text).some((w) => marks.has(w) || [...marks].some((m) => m.endsWith('*') && w.startsWith(m.slice(0, -1))));

function marked(text, marks) {
  const out = [];
  let done = 0;
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (!isMarked(marks, token)) continue;
    out.push(text.slice(done, index), make('mark', { text: token }));
    done = index + token.length;
  }
  return [...out, text.slice(done)];
}

/** The paragraph with most of the words, cut around the first. */
async function snippet(path, marks) {
  const text = await get(`../${path}`, 'text');
  const page = new DOMParser().parseFromString(text, 'text/html');
  let blocks = page.querySelectorAll('.story .standfirst, .text p, .text li, .text h2, .text figcaption, .text td');
  if (!blocks.length) blocks = page.querySelectorAll('main p');
  let [best, most] = ['', 0];
  for (const block of blocks) {
    const plain = block.textContent.replace(/\s+/g, ' ').trim();
    const hits = new Set([...plain.matchAll(TOKEN)].map(([t]) => t.toLowerCase()).filter((t) => isMarked(marks, t))).size;
    if (!best || hits > most) [best, most] = [plain, hits];
  }
  const first = [...best.matchAll(TOKEN)].find(([t]) => isMarked(marks, t))?.index ?? 0;
  let from = first < 110 ? 0 : best.indexOf(' ', first - 90) + 1;
  if (from > first) from = first;
  const end = best.length - from < 260 ? best.length : best.lastIndexOf(' ', from + 240);
  return [from ? '… ' : '', ...marked(best.slice(from, end > from ? end : from + 240), marks), end < best.length ? ' …' : ''];
}

const seen = new IntersectionObserver((list) => {
  for (const { isIntersecting, target } of list) {
    if (!isIntersecting) continue;
    seen.unobserve(target);
    snippet(target.dataset.path, target.marks).then((nodes) => target.replaceChildren(...nodes), () => target.remove());
  }
}, { rootMargin: '100px' });

function item(r, marks) {
  const li = make('li', {}, make('time', { datetime: r.iso, text: r.iso ? r.day : 'Undated' }));
  const root = new URL('..', base).href;
  li.append(make('a', { href: root + r.path, dir: 'auto', lang: r.lang }, ...marked(r.headline, marks)));
  if (!isDisk && marks.size) {
    const p = make('p', { dir: 'auto', lang: r.lang, 'data-path': r.path });
    p.marks = marks;
    li.append(p);
    seen.observe(p);
  }
  li.append(make('p', { class: 'by' }, ...(r.section ? [make('b', { dir: 'auto', text: r.section }), ' '] : []), ...(r.by ? ['By ', make('bdi', { text: r.by })] : [])));
  return li;
}

function chart(root, numbers, q) {
  const counts = new Map(root.years.map(([year]) => [year, 0]));
  let [at, end] = [-1, 0];
  for (const n of numbers) {
    if (n >= root.dated) break;
    while (n >= end) end += root.years[++at][1];
    counts.set(root.years[at][0], counts.get(root.years[at][0]) + 1);
  }
  const most = Math.max(1, ...counts.values());
  const span = [...counts.keys()].filter((y) => counts.get(y));
  if (!span.length) return [];
  const [first, last] = [span[0], span.at(-1)];
  const step = Math.ceil((last - first + 1) / 12);
  const list = make('ol');
  const rest = without(without(q, 'from'), 'to');
  for (let year = first; year <= last && year - first < 400; year++) {
    const n = counts.get(year) ?? 0;
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    const bar = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
    bar.setAttribute('width', 999);
    bar.setAttribute('height', `${n && Math.max(2, Math.round((100 * n) / most))}%`);
    svg.append(bar);
    const label = make((last - year) % step ? 'i' : 'b', { text: year });
    const inside = [svg, label, ' ', make('i', { text: number.format(n) })];
    list.append(make('li', { title: `${year}: ${number.format(n)}` }, ...(n ? [link(`${rest} from:${year} to:${year}`.trim(), {}, ...inside)] : inside)));
  }
  return [make('figure', { class: 'chart' }, make('figcaption', { text: 'Found by year' }), list)];
}

function facet(title, field, numbers, q) {
  const list = make('ul', { class: 'index' });
  const details = make('details', {}, make('summary', { text: title }), list);
  details.addEventListener('toggle', async () => {
    if (details.open && !list.children.length) (await more()).fill(list, field, numbers, q);
  });
  return details;
}

let turn = 0;

async function show(q, sort) {
  const mine = ++turn;
  const query = parse(q);
  document.title = document.title.replace(/^.*?(?=Search)/s, q ? `${q} · ` : '');
  help.hidden = !!q.trim();
  if (!q.trim()) {
    found.replaceChildren();
    said.textContent = '';
    return;
  }
  try {
    const root = await begin();
    const result = await (isDisk ? (await more()).headlines : search)(query, sort);
    if (mine !== turn) return;
    const total = result.list.length;
    const say = [...query.faults, total ? `${articles(total)} found.` : 'Nothing found.'];
    if (isDisk) say.push('From a disk, only headlines are searched; on a web server, every word is.');
    said.textContent = say.join(' ');
    const rows = make('ol', { class: 'rows full' });
    const next = make('button', { type: 'button', text: 'Show more' });
    const parts = [...(isDisk ? [] : chart(root, result.numbers, q))];
    if (total && !isDisk) parts.push(facet('By section', 'section', result.numbers, q), facet('By byline', 'by', result.numbers, q));
    found.replaceChildren(...parts, rows);
    const add = async (count) => {
      const from = rows.children.length;
      const some = await Promise.all(result.list.slice(from, from + count).map((n) => row(root, n)));
      if (mine !== turn) return;
      rows.append(...some.map((r) => item(r, result.marks)));
      if (rows.children.length < total) found.append(next); else next.remove();
      return rows.children[from];
    };
    next.addEventListener('click', async () => (await add(2 * FIRST))?.querySelector('a').focus());
    // Hits that lie far apart take a request each: those come when asked for.
    const blocks = new Set();
    const near = result.list.slice(0, FIRST).filter((n) => blocks.add(blockOf(root, n)).size < 4);
    await add(near.length);
    if (!isDisk && result.missing.length) {
      const line = await (await more()).suggest(q, result.missing);
      if (mine === turn) found.prepend(line);
    }
  } catch (fault) {
    if (mine === turn) said.textContent = `The index cannot be read (${fault.message}). Try to reload the page.`;
  }
}

// --- What a reader does. The address says what is shown.

const stated = () => new URLSearchParams(location.search);
let isTyping = false;
let timer;

function go(q, sort, typing) {
  clearTimeout(timer);
  const next = address(q, sort);
  if (isTyping) history.replaceState(null, '', next);
  else if (next !== location.search) history.pushState(null, '', next);
  isTyping = typing;
  return show(q, sort);
}
function restore() {
  isTyping = false;
  box.value = stated().get('q') ?? '';
  order.value = stated().get('sort') ?? 'newest';
  if (!order.value) order.value = 'newest';
  return show(box.value, order.value);
}
form.addEventListener('submit', (event) => {
  event.preventDefault();
  go(box.value, order.value, false);
});
order.addEventListener('change', () => go(box.value, order.value, false));
box.addEventListener('input', () => {
  clearTimeout(timer);
  const q = box.value;
  const isBeginning = /(^|\s)-?[^\s:"“”„*]{3,}$/u.test(q) && (q.match(/["“”„]/g) ?? []).length % 2 === 0;
  timer = setTimeout(() => go(isBeginning ? `${q}*` : q, order.value, true), 250);
});
found.addEventListener('click', (event) => {
  const to = event.target.closest('[data-search]');
  if (!to || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  box.value = to.dataset.search;
  go(box.value, order.value, false);
  said.focus();
});
addEventListener('popstate', restore);
globalThis.morgue.find = async (q, sort) => (await search(parse(q), sort)).list;
form.hidden = false;
begin().catch(() => {});
restore();
