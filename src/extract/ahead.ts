/** Things made one after the other, the next of them while the last is being worked on. */
export class Ahead<T> {
  #next: Promise<IteratorResult<T>> | null = null;

  constructor(readonly things: AsyncIterator<T>) {}

  /** Begins with the next one, if it is not begun yet. */
  begin(): void {
    if (this.#next !== null) return;
    this.#next = this.things.next();
    // Whoever takes it is told.
    this.#next.catch(() => undefined);
  }

  /** null when there are no more. */
  async take(): Promise<T | null> {
    this.begin();
    const result = await this.#next;
    this.#next = null;
    return result === null || result.done ? null : result.value;
  }

  /** No more are wanted. */
  async end(): Promise<void> {
    await this.#next?.catch(() => undefined);
    await this.things.return?.();
  }
}
