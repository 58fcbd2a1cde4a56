/** How long the page after an agreement waits until it is carried out, in ms; it goes on in any case. */
const WAIT_FOR_ERASURE = 5_000;

/** Whether a work is done soon; its failure is told on the request's own page. */
export async function withinReason(work: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), WAIT_FOR_ERASURE);
  });
  const done = work.then(
    () => true,
    () => false,
  );
  return Promise.race([done, late]).finally(() => clearTimeout(timer));
}
