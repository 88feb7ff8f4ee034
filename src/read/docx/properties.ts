/** Values as WordprocessingML writes them. */
import type { XmlTree } from './xml.js';

/** A property that is on by its mere presence (ISO 29500-1, 17.17.4); null when it is not there. */
export function onOff(parent: XmlTree, name: string): boolean | null {
  const property = parent.child(name);
  return property === null ? null : isOn(property);
}

/** Whether a property that is there is on. */
export function isOn(property: XmlTree): boolean {
  const value = property.attribute('w:val');
  return value === null || !['0', 'false', 'off'].includes(value);
}

/** Whether an attribute that is off by default is on. */
export function isSet(value: string | null): boolean {
  return value !== null && ['1', 'true', 'on'].includes(value);
}

/** A whole number; null when it is absent or not one. */
export function wholeNumber(value: string | null): number | null {
  return value !== null && /^-?\d{1,9}$/.test(value) ? Number(value) : null;
}

/** Twips (1/20 point) in each unit that the strict format writes out (ISO 29500-1, 22.9.2.15). */
const TWIPS: Readonly<Record<string, number>> = { pt: 20, pc: 240, pi: 240, in: 1440, cm: 1440 / 2.54, mm: 144 / 2.54 };

/** A length in points: a bare number counts `perPoint` to the point; strict files may write `12pt`. */
export function points(value: string | null, perPoint: number): number | null {
  const match = /^(-?\d{1,9}(?:\.\d{1,9})?)(pt|pc|pi|in|cm|mm)?$/.exec(value ?? '');
  if (match === null) return null;
  const [, number, unit] = match;
  return unit === undefined ? Number(number) / perPoint : (Number(number) * (TWIPS[unit] ?? 20)) / 20;
}
