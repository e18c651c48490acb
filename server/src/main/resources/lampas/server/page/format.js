// Numbers, times and labels as people read them. No state, no page.

const DECIMAL = [[1e12, 'T'], [1e9, 'G'], [1e6, 'M'], [1e3, 'k'], [0, '']];
const BINARY = [[2 ** 40, 'Ti'], [2 ** 30, 'Gi'], [2 ** 20, 'Mi'], [2 ** 10, 'Ki'], [0, '']];
const TIME_STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400];
const SPANS = [[86400, 'd'], [3600, 'h'], [60, 'min'], [1, 's'], [1e-3, 'ms'], [1e-6, 'µs'], [1e-9, 'ns']];

function scaled(value, steps, suffix) {
  const size = Math.abs(value);
  const [factor, prefix] = steps.find(([least]) => size >= least) ?? steps[steps.length - 1];
  const digits = Number((value / (factor || 1)).toPrecision(4));
  const unit = prefix + suffix;
  return unit === '' ? String(digits) : `${digits} ${unit}`;
}

/** What an expression's values are measured in, as far as its text shows it. */
export function unitOf(expression) {
  const skeleton = expression.replace(/"(\\.|[^"\\])*"|'(\\.|[^'\\])*'/g, '').replace(/\{[^}]*\}|\[[^\]]*\]/g, '');
  if (/[*/%^]|\b(count|stddev|stdvar|changes|resets)\b|[<>=]=?\s*bool/.test(skeleton)) {
    return 'number';
  }
  const perSecond = /\b(rate|irate|deriv)\s*\(/.test(expression);
  const counted = /_(count|bucket)\b/.test(expression);
  if (/_bytes\b|_bytes_/.test(expression) && !counted) {
    return perSecond ? 'bytes per second' : 'bytes';
  }
  if (/histogram_quantile\s*\(/.test(expression) && /_seconds_/.test(expression)) {
    return 'seconds';
  }
  if (/_seconds\b/.test(expression) && !perSecond && !counted) {
    return 'seconds';
  }
  return perSecond && !/_seconds/.test(expression.replace(/_seconds_(count|bucket)/g, ''))
    ? 'per second'
    : 'number';
}

/** A value with the prefix that makes it short. */
export function value(number, unit) {
  if (!Number.isFinite(number)) {
    return Number.isNaN(number) ? 'NaN' : number > 0 ? '+Inf' : '-Inf';
  }
  if (number === 0) {
    return '0';
  }
  switch (unit) {
    case 'bytes': return scaled(number, BINARY, 'B');
    case 'bytes per second': return scaled(number, BINARY, 'B/s');
    case 'seconds': return scaled(number, SPANS, '');
    default: return scaled(number, DECIMAL, '');
  }
}

/** A sample value of the API, which is text. */
export function parse(text) {
  return text === '+Inf' ? Infinity : text === '-Inf' ? -Infinity : Number(text);
}

/** A time of day, with the date if the range is longer than a day's half. */
export function time(seconds, rangeSeconds) {
  const date = new Date(seconds * 1000);
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
  if (rangeSeconds <= 3600) {
    clock.second = '2-digit';
  }
  if (rangeSeconds > 43200) {
    Object.assign(clock, { month: 'short', day: 'numeric' });
  }
  return date.toLocaleString(undefined, clock);
}

/** How long ago a time was. */
export function ago(isoTime, now = Date.now()) {
  const then = Date.parse(isoTime);
  if (Number.isNaN(then) || then < 0) {
    return 'never';
  }
  const seconds = Math.max(0, (now - then) / 1000);
  if (seconds < 10) {
    return `${seconds.toFixed(1)} s ago`;
  }
  const [factor, unit] = SPANS.find(([least]) => seconds >= least);
  return `${Math.floor(seconds / factor)} ${unit} ago`;
}

/** Text in quotes, as PromQL reads it; what is invisible or turns the text around is escaped. */
function quoted(text) {
  return JSON.stringify(text).replace(/[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g,
    (hidden) => `\\u${hidden.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A series in PromQL notation. */
export function series(metric) {
  const { __name__: name = '', ...labels } = metric;
  const pairs = Object.entries(labels).map(([key, text]) => `${key}=${quoted(text)}`);
  return pairs.length === 0 && name !== '' ? name : `${name}{${pairs.join(', ')}}`;
}

/** Moments between two times that are round on the clock, at most ten. */
export function timeTicks(start, end) {
  const step = TIME_STEPS.find((seconds) => (end - start) / seconds <= 9) ?? 7 * 86400;
  const offset = new Date(start * 1000).getTimezoneOffset() * 60;
  return multiples(start - offset, end - offset, step).map((local) => local + offset);
}

/** Numbers of bytes between two numbers that are round as KiB, MiB and so on. */
export function byteTicks(least, most) {
  const step = 2 ** Math.ceil(Math.log2(Math.max(most - least, 1) / 8));
  return multiples(least, most, step);
}

function multiples(least, most, step) {
  const ticks = [];
  for (let tick = Math.ceil(least / step) * step; tick <= most; tick += step) {
    ticks.push(tick);
  }
  return ticks;
}
