// Copies citations, and moves by keyboard: / to the search, j and k through a list, the arrows to the earlier and the later page.
// Nothing needs it. Keys that are letters can be switched off at the foot of every page (WCAG 2.1.4).
(() => {
  const make = (name, text, put) => {
    const node = document.createElement(name);
    node.textContent = text;
    put(node);
    return node;
  };
  const said = make('p', '', node => { node.className = 'vh'; node.setAttribute('role', 'status'); document.body.append(node); });
  const say = text => { said.textContent = ''; setTimeout(() => { said.textContent = text; }, 50); };

  // The old way works where the new one is refused, such as in a page that was opened as a file.
  const copy = async source => {
    try {
      await navigator.clipboard.writeText(source.textContent);
      return true;
    } catch {
      getSelection().selectAllChildren(source);
      return document.execCommand('copy');
    }
  };
  for (const source of document.querySelectorAll('.cite pre')) {
    const label = source.previousElementSibling;
    make('button', 'Copy', button => {
      button.type = 'button';
      const name = label.textContent;
      const show = text => { button.textContent = text; button.setAttribute('aria-label', text + ' ' + name); };
      show('Copy');
      button.addEventListener('click', async () => {
        const done = await copy(source);
        show(done ? 'Copied' : 'Select and copy by hand');
        say(name + (done ? ' copied' : ' could not be copied'));
      });
      label.append(' ', button);
    });
  }

  // A browser that keeps nothing leaves the keys on, and the switch works for the page.
  const store = (...value) => {
    try {
      return value.length ? localStorage.setItem('keys', value[0]) : localStorage.getItem('keys');
    } catch {
      return null;
    }
  };
  let on = store() !== 'off';
  const foot = document.querySelector('.foot');
  if (foot) make('details', '', keys => {
    keys.className = 'keys';
    const button = make('button', '', node => { node.type = 'button'; });
    const show = () => { button.textContent = 'Keyboard shortcuts: ' + (on ? 'on' : 'off'); };
    button.addEventListener('click', () => { on = !on; store(on ? 'on' : 'off'); show(); });
    show();
    make('summary', 'Keys', node => keys.append(node));
    make('p', '/ search, j and k through a list, \u2190 earlier, \u2192 later ', node => { node.append(button); keys.append(node); });
    foot.append(keys);
  });

  const follow = link => { if (link) location.href = link.href; return link; };
  const step = by => {
    const links = [...document.querySelectorAll('main .rows > li > a, main .rows h3 a, main .front h3 a, main .index a')];
    const at = links.indexOf(document.activeElement);
    const next = links[at < 0 ? (by > 0 ? 0 : links.length - 1) : at + by];
    if (next) next.focus();
    return next;
  };
  const search = () => {
    const field = [...document.querySelectorAll('input[type=search]')].find(node => node.offsetParent);
    if (field) { field.focus(); field.select(); return field; }
    return follow(document.querySelector('.nav a[href$="search.html"]'));
  };
  const keys = { '/': search, j: () => step(1), k: () => step(-1) };
  const turn = { ArrowLeft: 'prev', ArrowRight: 'next' };
  if (document.documentElement.dir === 'rtl') [turn.ArrowLeft, turn.ArrowRight] = ['next', 'prev'];
  document.addEventListener('keydown', event => {
    if (!on || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.target.closest('input, textarea, select, [contenteditable], pre')) return;
    const act = keys[event.key] || (turn[event.key] && !event.shiftKey
      && (() => follow(document.querySelector('.between [rel=' + turn[event.key] + ']'))));
    if (act && act()) event.preventDefault();
  });
})();
