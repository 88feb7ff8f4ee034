/** The review loop: flags out, decisions in. Files are read and written by the commands. */
export { type Intake, takeIn } from './intake.js';
export { type KnownFlag, knownFlagSchema, knownFlags } from './known.js';
export { readLog } from './log.js';
export { PAGE_END, pagePicture, pageStart } from './page/html.js';
export { describeIntake } from './sentences.js';
export { type Entry, readSheet } from './sheet.js';
export { type PictureRequest, Worklist } from './worklist.js';
