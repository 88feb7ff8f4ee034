/**
 * Grey to ink and paper, by Sauvola's local threshold: T = m (1 + k (s / R - 1)) with mean m and standard deviation s
 * around each pixel. A global threshold loses what stands in a shaded row or a scan's dark edge.
 */
import type { Grey, Ink } from './raster.js';

/** Side of the surroundings in inches: about two lines of text. */
const WINDOW_INCHES = 0.3;
const K = 0.25;
const RANGE = 128;

/** @param dpi pixels an inch */
export function binarised(grey: Grey, dpi: number): Ink {
  const { width, height, data } = grey;
  const half = Math.max(7, Math.round((WINDOW_INCHES * dpi) / 2));
  const ink = new Uint8Array(width * height);
  // Sums over the columns of the window's rows, moved down row by row: no table of the whole page is needed.
  const sums = new Float64Array(width);
  const squares = new Float64Array(width);
  const addRow = (y: number, sign: 1 | -1) => {
    for (let x = 0, i = y * width; x < width; x++, i++) {
      const value = data[i] ?? 255;
      sums[x] = (sums[x] ?? 0) + sign * value;
      squares[x] = (squares[x] ?? 0) + sign * value * value;
    }
  };
  for (let y = 0; y < Math.min(half, height); y++) addRow(y, 1);
  for (let y = 0; y < height; y++) {
    if (y + half < height) addRow(y + half, 1);
    if (y - half - 1 >= 0) addRow(y - half - 1, -1);
    const rows = Math.min(height - 1, y + half) - Math.max(0, y - half) + 1;
    let sum = 0;
    let square = 0;
    for (let x = 0; x < Math.min(half, width); x++) {
      sum += sums[x] ?? 0;
      square += squares[x] ?? 0;
    }
    for (let x = 0, i = y * width; x < width; x++, i++) {
      const [into, out] = [x + half, x - half - 1];
      if (into < width) {
        sum += sums[into] ?? 0;
        square += squares[into] ?? 0;
      }
      if (out >= 0) {
        sum -= sums[out] ?? 0;
        square -= squares[out] ?? 0;
      }
      const count = rows * (Math.min(width - 1, x + half) - Math.max(0, x - half) + 1);
      const mean = sum / count;
      // No deviation of 0 to 255 is above RANGE, so no threshold is above the mean.
      const value = data[i] ?? 255;
      if (value >= mean) continue;
      const deviation = Math.sqrt(Math.max(0, square / count - mean * mean));
      if (value < mean * (1 + K * (deviation / RANGE - 1))) ink[i] = 1;
    }
  }
  return { width, height, data: ink };
}
