/**
 * One class per kind of failure. `code` is stable and part of the interface; `exitCode` is what the command
 * line answers with (OUTPUTS, "Exit codes"). Messages say what happened and what to do.
 */

export abstract class SohoaError extends Error {
  abstract readonly code: string;
  abstract readonly exitCode: number;
  override get name(): string {
    return this.constructor.name;
  }
}

/** The command was called wrongly: an unknown option, a path that does not exist. */
export class UsageError extends SohoaError {
  readonly code = 'USAGE';
  readonly exitCode = 1;
}

/** One thing wrong in a rules file. */
export interface CatalogueProblem {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** rules/ cannot be used; every problem with its file and line. */
export class CatalogueError extends SohoaError {
  readonly code = 'CATALOGUE';
  readonly exitCode = 1;
  constructor(readonly problems: readonly CatalogueProblem[]) {
    super(problems.map((p) => `${p.file}:${p.line}: ${p.message}`).join('\n'));
  }
}

/** The machine lacks something: a library, a model, disk space, a folder that is not locked. */
export class EnvironmentError extends SohoaError {
  readonly code = 'ENVIRONMENT';
  readonly exitCode = 4;
}

export const DOCUMENT_ERRORS = [
  'EMPTY',
  'UNSUPPORTED',
  'ENCRYPTED',
  'CORRUPT',
  'TOO_LARGE',
  'TIMEOUT',
  'CRASHED',
] as const;
export type DocumentErrorCode = (typeof DOCUMENT_ERRORS)[number];

/** A document that cannot be read. `detail` tells variants of one code apart, so that the message can say what to do. */
export class DocumentError extends SohoaError {
  readonly exitCode = 2;
  constructor(
    readonly code: DocumentErrorCode,
    readonly detail: string,
    options?: ErrorOptions,
  ) {
    super(`${code}: ${detail}`, options);
  }
}

/** A promise of the program to itself is broken (a lost row, say). Always a bug of ours. */
export class InvariantError extends SohoaError {
  readonly code = 'BUG';
  readonly exitCode = 70;
}
