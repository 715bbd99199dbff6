// Adds the calls as they come, newest first; the page is whole without it.
'use strict';
const live = document.getElementById('live');
const rows = document.querySelector('#calls-table tbody');
let last = Number(live.dataset.last);

function add(call) {
  const row = rows.insertRow(0);
  for (const text of [call.time, call.call, call.status, call.milliseconds + ' ms', call.fault ?? '', call.trace]) {
    row.insertCell().textContent = text;
  }
  if (rows.rows.length > 200) rows.deleteRow(200);
  last = call.number;
}

async function look() {
  try {
    const answer = await fetch('/sandbox/calls?after=' + last);
    (await answer.json()).calls.forEach(add);
  } catch {
    // The sandbox has ended or begins anew; the next look finds out.
  }
  setTimeout(look, document.hidden ? 5000 : 1000);
}
look();
