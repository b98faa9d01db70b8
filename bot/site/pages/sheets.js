import { byId } from './dom.js';
import { word } from './words.js';

/** The two small forms: a telephone number, and a place by the browser or typed. `send(act, body, shown)` takes the answer. */
export function openSheets(send) {
  const contact = byId('contact');
  const place = byId('place');
  for (const sheet of [contact, place]) closesOutside(sheet);

  contact.querySelector('form').addEventListener('submit', (event) => {
    event.preventDefault();
    const field = byId('contact-field');
    const phone = field.value.trim();
    if ((phone.match(/\d/g) ?? []).length < 5) return complain(field, byId('contact-problem'), 'badPhone');
    send('contact', { phone }, { contact: phone });
    contact.close();
  });

  place.querySelector('form').addEventListener('submit', (event) => {
    event.preventDefault();
    const field = byId('place-field');
    const found = coordinatesIn(field.value);
    if (!found) return complain(field, byId('place-problem'), 'badPlace');
    sendPlace(found);
  });

  const here = byId('here');
  here.addEventListener('click', () => {
    const problem = byId('place-problem');
    const fail = () => {
      here.disabled = false;
      complain(byId('place-field'), problem, 'notFound');
    };
    if (!navigator.geolocation) return fail();
    here.disabled = true;
    problem.textContent = word('seeking');
    const options = { enableHighAccuracy: true, timeout: 12_000, maximumAge: 60_000 };
    navigator.geolocation.getCurrentPosition(({ coords }) => place.open && sendPlace(coords), fail, options);
  });

  function sendPlace({ latitude, longitude }) {
    const where = { latitude: round(latitude), longitude: round(longitude) };
    send('place', where, { place: where });
    place.close();
  }

  return {
    ask(kind) {
      const sheet = kind === 'contact' ? contact : place;
      for (const problem of sheet.querySelectorAll('.problem')) problem.textContent = '';
      for (const field of sheet.querySelectorAll('input')) field.removeAttribute('aria-invalid');
      here.disabled = false;
      sheet.showModal();
    },
  };
}

/** A click beside the sheet, or on Cancel, closes it. */
function closesOutside(sheet) {
  sheet.addEventListener('click', (event) => {
    if (event.target === sheet || event.target.closest('[data-closes]')) sheet.close();
  });
}

function complain(field, problem, key) {
  problem.textContent = word(key);
  field.setAttribute('aria-invalid', 'true');
  field.focus();
}

/** Six places are ten centimetres. */
const round = (degrees) => Math.round(degrees * 1e6) / 1e6;

function coordinatesIn(text) {
  const found = /^\s*([-−]?\d{1,2}(?:\.\d+)?)\s*°?\s*[,;\s]\s*([-−]?\d{1,3}(?:\.\d+)?)\s*°?\s*$/.exec(text);
  if (!found) return undefined;
  const [latitude, longitude] = found.slice(1).map((each) => Number(each.replace('−', '-')));
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : undefined;
}
