/** LibreOffice Calc, where it is installed: opens a CSV file as a Vietnamese clerk's would, and saves it again. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

export const HAS_CALC = spawnSync('soffice', ['--version']).status === 0;
if (!HAS_CALC) console.log('LibreOffice is not installed: recorded files stand in for it');

/** Vietnamese (0x042A), as LibreOffice numbers languages. */
const VIETNAMESE = 1066;
const SETTINGS = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>vi-VN</value></prop></item>
</oor:items>`;

/** Separator, quote, UTF-8, first line, column formats, language, quote only where needed, and what looks like a number is one. */
const asCsv = (separator: ',' | ';') => `${separator.charCodeAt(0)},34,76,1,,${VIETNAMESE},false,true,false`;

/** @param to `;` or `,` for CSV with that separator, `fods` for the sheet as XML */
export function savedByCalc(csv: string, separator: ',' | ';', to: ',' | ';' | 'fods'): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'sohoa-calc-'));
  try {
    const profile = path.join(folder, 'profile');
    mkdirSync(path.join(profile, 'user'), { recursive: true });
    writeFileSync(path.join(profile, 'user', 'registrymodifications.xcu'), SETTINGS);
    writeFileSync(path.join(folder, 'flags.csv'), csv);
    const format = to === 'fods' ? 'fods' : `csv:Text - txt - csv (StarCalc):${asCsv(to)}`;
    spawnSync('soffice', [
      `-env:UserInstallation=${pathToFileURL(profile).href}`,
      '--headless',
      `--infilter=CSV:${asCsv(separator)}`,
      ...['--convert-to', format, '--outdir', path.join(folder, 'out'), path.join(folder, 'flags.csv')],
    ]);
    return readFileSync(path.join(folder, 'out', to === 'fods' ? 'flags.fods' : 'flags.csv'), 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
