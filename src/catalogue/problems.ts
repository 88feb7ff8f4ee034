/** Where something in rules/ is wrong, and how it is taken down. */
import type { z } from 'zod';
import type { CatalogueProblem } from '../model/errors.js';
import type { Source } from './yaml.js';

/** A line of a rules file. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** Takes down one problem. */
export type Report = (place: Place, message: string) => void;

export function placeIn(source: Source, path: readonly PropertyKey[]): Place {
  return { file: source.file, line: source.lineOf(path) };
}

/** zod's issues as problems with their lines. */
export function problemsOf(source: Source, issues: readonly z.core.$ZodIssue[]): CatalogueProblem[] {
  return issues.map((issue) => {
    const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
    // The key of a record carries its own complaint one level down.
    const message = issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message;
    return { ...placeIn(source, path), message };
  });
}

/** In the order a person mends them: by file, then by line; what two forms inherit from one line is one problem. */
export function inOrder(problems: readonly CatalogueProblem[]): CatalogueProblem[] {
  const once = new Map(problems.map((problem) => [`${problem.file}\0${problem.line}\0${problem.message}`, problem]));
  return [...once.values()].sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
}
