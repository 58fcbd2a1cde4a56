/** What the client gives for a read: a stream of events that must be cancelled where it is not read to its end. */
export interface ClientRead<E> {
  on(event: 'data', listener: (item: E) => void): this;
  on(event: 'end', listener: () => void): this;
  on(event: 'error', listener: (error: unknown) => void): this;
  cancel(): Promise<void>;
}

/**
 * All that a read gives. Where nothing comes for `idleMs` it fails with what `silence` makes: the client itself would wait
 * for ever. However it ends, the call at the server ends with it.
 */
export async function collected<E>(read: ClientRead<E>, idleMs: number, silence: () => Error): Promise<readonly E[]> {
  const items: E[] = [];
  let timer: NodeJS.Timeout | undefined;
  let isWhole = false;
  try {
    await new Promise<void>((resolve, reject) => {
      const patience = setTimeout(() => reject(silence()), idleMs);
      timer = patience;
      read
        .on('error', reject)
        .on('end', () => {
          isWhole = true;
          resolve();
        })
        .on('data', (item) => {
          items.push(item);
          patience.refresh();
        });
    });
    return items;
  } finally {
    clearTimeout(timer);
    if (!isWhole) await read.cancel().catch(() => undefined);
  }
}
