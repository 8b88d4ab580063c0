/**
 * Does `work` with a controller of its own, which is also aborted when `outer` is, with its reason. Not made of
 * `AbortSignal.any`: Node 20 may forget an abort that only the combined signal knows, when it collects garbage.
 */
export async function withStop<T>(
  outer: AbortSignal | undefined,
  work: (stopping: AbortController) => Promise<T>,
): Promise<T> {
  const stopping = new AbortController();
  const onOuterAbort = () => stopping.abort(outer?.reason);
  if (outer?.aborted) onOuterAbort();
  outer?.addEventListener('abort', onOuterAbort, { once: true });
  try {
    return await work(stopping);
  } finally {
    outer?.removeEventListener('abort', onOuterAbort);
  }
}
