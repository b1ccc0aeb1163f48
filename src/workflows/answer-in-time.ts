/**
 * What `answer` comes to, or a rejection after `withinMs`; the work behind it goes on, and its end is then nobody's
 * any more. For what may hang: nothing else may wait for it without limit.
 */
export async function answerInTime<Value>(answer: Promise<Value>, withinMs: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer within ${withinMs} ms`)), withinMs);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
