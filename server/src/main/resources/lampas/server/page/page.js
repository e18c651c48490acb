import * as format from './format.js';

const POINTS = 240;
const DRAWN_SERIES = 30;
const TARGETS_EVERY = 5000;

const element = (id) => document.getElementById(id);
const form = element('query-form');
let chart;
let refreshTimer;
let asked = 0;

/** The data of an answer of the API; throws an Error with the API's own words. */
async function ask(path, parameters) {
  let response;
  try {
    response = await fetch(path, parameters
      ? { method: 'POST', body: new URLSearchParams(parameters) }
      : {});
  } catch {
    throw new Error('The server does not answer.');
  }
  let answer;
  try {
    answer = await response.json();
  } catch {
    throw new Error(`The server answered with status ${response.status} and no JSON.`);
  }
  if (answer.status !== 'success') {
    throw new Error(answer.error);
  }
  return answer;
}

function show(id, text) {
  const target = element(id);
  target.textContent = text ?? '';
  target.hidden = !text;
}

function cell(row, text, className) {
  const made = row.insertCell();
  made.textContent = text;
  if (className) {
    made.className = className;
  }
  return made;
}

// ---- the query

function readForm() {
  return {
    query: element('query').value.trim(),
    range: Number(element('range').value),
    refresh: Number(element('refresh').value),
  };
}

function readAddress() {
  const wanted = new URLSearchParams(location.hash.slice(1));
  element('query').value = wanted.get('query') ?? 'up';
  for (const id of ['range', 'refresh']) {
    const select = element(id);
    if ([...select.options].some((option) => option.value === wanted.get(id))) {
      select.value = wanted.get(id);
    }
  }
}

async function draw() {
  clearTimeout(refreshTimer);
  const { query, range, refresh } = readForm();
  const turn = ++asked;
  const step = Math.max(1, Math.ceil(range / POINTS));
  const end = Math.floor(Date.now() / 1000 / step) * step;
  try {
    const answer = await ask('api/v1/query_range', { query, start: end - range, end, step });
    if (turn === asked) {
      show('query-error');
      render(query, answer, { start: end - range, end, step, range });
    }
  } catch (problem) {
    if (turn === asked) {
      show('query-error', problem.message);
      element('query-note').textContent = '';
      clearResult();
    }
  }
  if (turn === asked && refresh > 0) {
    refreshTimer = setTimeout(draw, refresh * 1000);
  }
}

function clearResult() {
  element('chart-box').hidden = true;
  element('latest').hidden = true;
}

function render(query, answer, axis) {
  /* Native histograms have no line. */
  const result = answer.data.result.filter((one) => one.values !== undefined);
  const remarks = [...(answer.warnings ?? []), ...(answer.infos ?? [])];
  if (result.length === 0) {
    const reasons = (answer.explanation ?? [])
      .map((reason) => `${reason.expression}: ${reason.message}.`);
    element('query-note').textContent =
      [reasons.length > 0 ? 'No data.' : 'No data: the expression is valid and has no value in this range.',
        ...reasons, ...remarks].join(' ');
    clearResult();
    return;
  }
  const unit = format.unitOf(query);
  const shown = result.slice(0, DRAWN_SERIES);
  const colours = getComputedStyle(document.documentElement)
    .getPropertyValue('--series').split(',').map((colour) => colour.trim());
  let notFinite = 0;
  const lines = shown.map((one, index) => {
    const points = withGaps(one.values, axis.step);
    notFinite += points.filter((point) => point.y !== null && !Number.isFinite(point.y)).length;
    return {
      name: format.series(one.metric),
      colour: colours[index % colours.length],
      latest: one.values[one.values.length - 1],
      points: points.map((point) => (Number.isFinite(point.y) ? point : { x: point.x, y: null })),
    };
  });
  const counted = result.length === 1 ? '1 series' : `${result.length} series`;
  const notes = [shown.length < result.length ? `${counted}, the first ${shown.length} drawn.` : `${counted}.`];
  if (notFinite > 0) {
    notes.push(`${notFinite} values are NaN or infinite and cannot be drawn.`);
  }
  element('query-note').textContent = [...notes, ...remarks].join(' ');
  element('chart-box').hidden = false;
  drawChart(query, lines, axis, unit);
  listLatest(lines, unit, axis);
}

/** The points of a line; where steps are missing the line is broken. */
function withGaps(values, step) {
  const points = [];
  let previous;
  for (const [time, text] of values) {
    if (previous !== undefined && time - previous > step * 1.5) {
      points.push({ x: previous + step, y: null });
    }
    points.push({ x: time, y: format.parse(text) });
    previous = time;
  }
  return points;
}

function drawChart(query, lines, axis, unit) {
  const style = getComputedStyle(document.documentElement);
  const faint = style.getPropertyValue('--faint').trim();
  const grid = style.getPropertyValue('--line').trim();
  const single = lines.every((line) => line.points.filter((point) => point.y !== null).length < 2);
  const data = {
    datasets: lines.map((line) => ({
      label: line.name,
      data: line.points,
      borderColor: line.colour,
      backgroundColor: line.colour,
      borderWidth: 1.75,
      pointRadius: single ? 3 : 0,
      pointHitRadius: 6,
      spanGaps: false,
    })),
  };
  const options = {
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    parsing: false,
    interaction: { mode: 'nearest', axis: 'x', intersect: false },
    scales: {
      x: {
        type: 'linear',
        min: axis.start,
        max: axis.end,
        grid: { color: grid },
        afterBuildTicks: (scale) => {
          scale.ticks = format.timeTicks(scale.min, scale.max).map((at) => ({ value: at }));
        },
        ticks: {
          color: faint,
          maxRotation: 0,
          autoSkipPadding: 24,
          callback: (seconds) => format.time(seconds, axis.range),
        },
      },
      y: {
        grid: { color: grid },
        grace: '5%',
        afterBuildTicks: (scale) => {
          if (unit.startsWith('bytes')) {
            scale.ticks = format.byteTicks(scale.min, scale.max).map((at) => ({ value: at }));
          }
        },
        title: { display: unit !== 'number', text: unit, color: faint },
        ticks: { color: faint, callback: (number) => format.value(number, unit) },
      },
    },
    plugins: {
      legend: { display: false },
      tooltip: {
        callbacks: {
          title: (items) => format.time(items[0].parsed.x, 0),
          label: (item) => ` ${format.value(item.parsed.y, unit)}  ${item.dataset.label}`,
        },
      },
    },
  };
  if (chart) {
    chart.data = data;
    chart.options = options;
    chart.update();
  } else {
    chart = new window.Chart(element('chart'), { type: 'line', data, options });
  }
  element('chart').setAttribute('aria-label',
    `Chart of ${query}: ${lines.length} lines; the latest values are in the table below.`);
}

function listLatest(lines, unit, axis) {
  const table = element('latest');
  const body = table.tBodies[0];
  body.replaceChildren();
  for (const line of lines) {
    const row = body.insertRow();
    const name = cell(row, '', 'code');
    const swatch = document.createElement('span');
    swatch.className = 'swatch';
    swatch.style.background = line.colour;
    name.append(swatch, line.name);
    const [time, text] = line.latest;
    const ended = axis.end - time > axis.step * 1.5 ? ` at ${format.time(time, axis.range)}` : '';
    cell(row, format.value(format.parse(text), unit) + ended, 'number');
  }
  table.hidden = false;
}

// ---- the targets

async function listTargets() {
  try {
    const { data } = await ask('api/v1/targets?state=active');
    show('targets-error');
    renderTargets(data.activeTargets);
  } catch (problem) {
    show('targets-error', problem.message);
    element('summary').textContent = 'State of the targets unknown';
  }
  setTimeout(listTargets, TARGETS_EVERY);
}

function renderTargets(targets) {
  const count = (health) => targets.filter((target) => target.health === health).length;
  element('summary').textContent = targets.length === 0
    ? 'No targets'
    : ['up', 'down', 'unknown']
      .filter((health) => count(health) > 0)
      .map((health) => `${count(health)} ${health}`)
      .join(', ');
  element('targets').hidden = targets.length === 0;
  element('targets-none').hidden = targets.length > 0;
  const body = element('targets').tBodies[0];
  body.replaceChildren();
  for (const target of targets) {
    const row = body.insertRow();
    cell(row, target.scrapePool);
    cell(row, target.scrapeUrl, 'code');
    cell(row, target.health, `health ${target.health}`);
    const { job, ...labels } = target.labels;
    cell(row, format.series(labels).slice(1, -1), 'code');
    cell(row, format.ago(target.lastScrape), 'number');
    cell(row, target.health === 'unknown' ? '' : format.value(target.lastScrapeDuration, 'seconds'), 'number');
    cell(row, target.lastError, target.lastError ? 'code' : '');
  }
}

async function suggestNames() {
  try {
    const { data } = await ask('api/v1/label/__name__/values?limit=2000');
    element('metric-names').replaceChildren(...data.map((name) => new Option('', name)));
  } catch {
    // Only suggestions: the query itself will say what is wrong.
  }
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const wanted = new URLSearchParams(Object.entries(readForm()));
  history.replaceState(null, '', `#${wanted}`);
  draw();
});
for (const id of ['range', 'refresh']) {
  element(id).addEventListener('change', () => form.requestSubmit());
}
element('query').addEventListener('focus', suggestNames, { once: true });
addEventListener('hashchange', () => { readAddress(); draw(); });
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);

readAddress();
draw();
listTargets();
