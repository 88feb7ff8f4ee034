/**
 * The way between pdfjs and its worker, which in Node is the same thread. pdfjs's own way copies whatever passes, so that
 * each glyph of a page is an object of its own; here the operators of a page pass as they are. They are only to be read:
 * pdfjs keeps some of them, and drawing a page writes into them.
 */

/** What pdfjs passes: of all of it only the pieces of operator lists are looked at. */
interface Message {
  readonly chunk?: { readonly fnArray?: readonly number[]; readonly argsArray?: readonly unknown[] };
}

type Transfers = NonNullable<NonNullable<Parameters<typeof structuredClone>[1]>['transfer']>;
type Listener = (event: { readonly data: Message }) => void;

/** As much of a MessagePort as pdfjs uses; both of its sides hold the same one and know their own messages by name. */
export class Port {
  readonly #listeners = new Set<Listener>();

  postMessage(message: Message, transfer: Transfers = []): void {
    const data = isOperators(message) ? withOwnLists(message) : structuredClone(message, { transfer });
    queueMicrotask(() => {
      for (const listener of this.#listeners) listener({ data });
    });
  }

  addEventListener(_: 'message', listener: Listener, { signal }: { readonly signal?: AbortSignal } = {}): void {
    this.#listeners.add(listener);
    signal?.addEventListener('abort', () => this.#listeners.delete(listener));
  }
}

type OperatorMessage = Message & { readonly chunk: OperatorChunk };
type OperatorChunk = Required<NonNullable<Message['chunk']>>;

function isOperators(message: Message): message is OperatorMessage {
  return message.chunk?.fnArray !== undefined && message.chunk.argsArray !== undefined;
}

/** The worker empties its lists once they are sent. */
function withOwnLists(message: OperatorMessage): OperatorMessage {
  const { chunk } = message;
  return { ...message, chunk: { ...chunk, fnArray: chunk.fnArray.slice(), argsArray: chunk.argsArray.slice() } };
}
