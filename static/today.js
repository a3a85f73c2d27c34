// Points "On this day" at today's page, where there is one. Without this script the links lead to the list of all days.
const now = new Date();
const today = String(now.getMonth() + 1).padStart(2, '0') + '-' + String(now.getDate()).padStart(2, '0');
const link = document.getElementById('today');
if (link && link.dataset.days.split(' ').includes(today)) {
  const old = link.getAttribute('href');
  document.querySelectorAll(`a[href="${old}"]`).forEach((a) => { a.href = link.dataset.root + today + '.html'; });
}
const cell = document.querySelector(`.days a[href$="/${today}.html"]`);
if (cell) cell.setAttribute('aria-current', 'date');
