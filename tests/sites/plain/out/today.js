// Points "On this day" at today's page, where there is one. Without this script it leads to the list of all days.
const now = new Date();
const today = String(now.getMonth() + 1).padStart(2, '0') + '-' + String(now.getDate()).padStart(2, '0');
const nav = document.querySelector('nav[data-days]');
if (nav && nav.dataset.days.split(' ').includes(today)) {
  const link = nav.querySelector('a[href="' + nav.dataset.root + 'on-this-day/index.html"]');
  if (link) link.href = nav.dataset.root + 'on-this-day/' + today + '.html';
}
const cell = document.querySelector('.days a[href$="/' + today + '.html"]');
if (cell) cell.setAttribute('aria-current', 'date');
