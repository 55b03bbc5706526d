// What was heard, watched or read of something, in hundredths of it: 100 times 0 or 1.
const ALL = 100;
const HALF = ALL / 2; // a number of 50 bits is exact; one of 100 would not be

export function none() {
  return Array(ALL).fill(0);
}

/**
 * Notes what was played without a break from one second to another; false where that is nothing.
 *
 * A hundredth counts once its middle was played: so pieces that follow each other leave no hole,
 * however short they are.
 */
export function fill(parts, from, to, duration) {
  if (!(from >= 0 && to > from && duration > 0 && duration < Infinity)) return false;
  const nearest = (seconds) => Math.round((seconds / duration) * ALL);
  parts.fill(1, nearest(from), nearest(Math.min(to, duration)));
  return true;
}

/** Two numbers, the first hundredth the lowest bit of the first one. */
export function halves(parts) {
  const number = (bits) => bits.reduce((sum, bit, place) => sum + bit * 2 ** place, 0);
  return [number(parts.slice(0, HALF)), number(parts.slice(HALF))];
}
