/* The worker: draws in slices, so that a newer question stops an older one. Also used without a worker where there is none. */

const SLICE = 40; // ms

/** Answer a question by `answer(summary)`, unless `isStale()` says in between that nobody waits for it any more. */
function draw(model, view, design, isStale, answer) {
  const start = performance.now();
  const steps = drawing(model, view, design);
  let tally = null;
  const slice = () => {
    const until = performance.now() + SLICE;
    while (performance.now() < until) {
      const { value, done } = steps.next();
      if (done) return answer({ ...summaryOf(model, tally), ms: performance.now() - start });
      tally = value;
    }
    return setTimeout(() => isStale() || slice(), 0);
  };
  slice();
}

if (typeof WorkerGlobalScope !== "undefined" && self instanceof WorkerGlobalScope) {
  let model = null;
  let newest = 0;
  self.onmessage = ({ data }) => {
    if (data.payload) model = makeModel(data.payload);
    else {
      newest = data.number;
      const post = (summary) => self.postMessage({ number: data.number, summary });
      try {
        draw(model, data.view, data.design, () => newest !== data.number, post);
      } catch (fault) {
        post({ fault: fault.message });
      }
    }
  };
}
