// Makes the published pages handier; without it everything is there as well.
'use strict';
addEventListener('DOMContentLoaded', () => {
  const rows = [...document.querySelectorAll('table.list tbody tr')];
  if (rows.length > 12) {
    const field = document.createElement('input');
    field.type = 'search';
    field.className = 'filter';
    field.placeholder = document.body.dataset.filter;
    field.setAttribute('aria-label', document.body.dataset.filter);
    const told = document.createElement('span');
    told.setAttribute('role', 'status');
    const plain = (text) => text.toLocaleLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');
    const texts = rows.map((row) => plain(row.textContent));
    field.addEventListener('input', () => {
      const wanted = plain(field.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      rows.forEach((row, at) => { row.hidden = !wanted.every((word) => texts[at].includes(word)); if (!row.hidden) shown++; });
      told.textContent = `${shown} / ${rows.length}`;
    });
    document.querySelector('table.list').closest('.scroll').before(field, told);
  }
  // words over several places are one stretch: all its parts are marked, not the first alone
  const mark = () => {
    document.querySelectorAll('.here').forEach((one) => one.classList.remove('here'));
    const name = location.hash.slice(1);
    if (/^w\d+-\d+$/.test(name)) document.querySelectorAll(`[data-w~="${name}"]`).forEach((one) => one.classList.add('here'));
  };
  addEventListener('hashchange', mark);
  mark();
});
