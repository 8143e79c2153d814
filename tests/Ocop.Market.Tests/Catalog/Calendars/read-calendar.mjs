/* Reads a calendar with a parser that we did not write and tells what it understood: node read-calendar.mjs FROM UNTIL < file.ics */
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';

const [from, until] = process.argv.slice(2);
const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, 'utf8')));
for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);

// Left to itself the parser gives every event the exceptions of all others.
const events = calendar.getAllSubcomponents('vevent').map((part) => new ICAL.Event(part, { exceptions: [] }));
const told = [];
const tell = (event, start, end) => {
  const day = start.toString().slice(0, 10);
  if (day >= from && day <= until) {
    told.push({
      uid: event.uid, sequence: event.sequence, status: event.component.getFirstPropertyValue('status'), summary: event.summary, location: event.location, description: event.description,
      starts: start.toJSDate().toISOString(), ends: end.toJSDate().toISOString(), zone: start.zone.tzid,
      url: event.component.getFirstPropertyValue('url'), alarms: event.component.getAllSubcomponents('valarm').map((alarm) => alarm.getFirstPropertyValue('trigger').toSeconds() / 60),
    });
  }
};
for (const event of events.filter((one) => !one.isRecurrenceException())) {
  for (const other of events) if (other.isRecurrenceException() && other.uid === event.uid) event.relateException(other);
  if (!event.isRecurring()) {
    tell(event, event.startDate, event.endDate);
    continue;
  }
  const walk = event.iterator();
  for (let next = walk.next(), count = 0; next && count < 2000; next = walk.next(), count++) {
    if (next.toString().slice(0, 10) > until) break;
    const { item, startDate, endDate } = event.getOccurrenceDetails(next);
    tell(item, startDate, endDate);
  }
}

told.sort((one, other) => one.starts.localeCompare(other.starts) || one.uid.localeCompare(other.uid));
process.stdout.write(JSON.stringify({ name: calendar.getFirstPropertyValue('x-wr-calname'), method: calendar.getFirstPropertyValue('method'), events: told }));
