/** Turns for several at once, or for one alone, in the order in which they are asked for: nobody waits for ever. */
export class Turns {
  readonly #waiting: { readonly weight: number; readonly go: () => void }[] = [];
  #free: number;

  /** @param width how many go at once */
  constructor(readonly width: number) {
    this.#free = width;
  }

  /** Does it beside others. */
  among<T>(work: () => Promise<T>): Promise<T> {
    return this.#take(1, work);
  }

  /** Does it when all others have ended and before any other begins. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    return this.#take(this.width, work);
  }

  async #take<T>(weight: number, work: () => Promise<T>): Promise<T> {
    await new Promise<void>((go) => {
      this.#waiting.push({ weight, go });
      this.#next();
    });
    try {
      return await work();
    } finally {
      this.#free += weight;
      this.#next();
    }
  }

  #next(): void {
    for (let first = this.#waiting[0]; first !== undefined && first.weight <= this.#free; first = this.#waiting[0]) {
      this.#waiting.shift();
      this.#free -= first.weight;
      first.go();
    }
  }
}
