/** What the page asks of its server. */

/** A refusal, with the kind of problem as `code`. */
export class Refusal extends Error {
  constructor(problem) {
    super(problem.detail);
    this.code = problem.code;
  }
}

async function answered(answer) {
  if (answer.ok) return answer;
  const problem = await answer.json().catch(() => ({ code: "broken", detail: answer.statusText }));
  throw new Refusal(problem);
}

const json = { "content-type": "application/json" };

export async function get(path) {
  return (await answered(await fetch(path))).json();
}

export async function post(path, body, signal) {
  const answer = await fetch(path, { method: "POST", headers: json, body: JSON.stringify(body), signal });
  return (await answered(answer)).json();
}

/** What stands in a file. */
export async function read(file) {
  const headers = { "content-type": "application/octet-stream" };
  const answer = await fetch(`/v1/read?name=${encodeURIComponent(file.name)}`, { method: "POST", headers, body: file });
  return (await answered(answer)).json();
}

/** The events of a review, as they come. */
export async function* review(draft, signal) {
  const answer = await answered(
    await fetch("/v1/review", { method: "POST", headers: json, body: JSON.stringify(draft), signal }),
  );
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    const lines = (rest + (value ?? "")).split("\n");
    rest = lines.pop();
    for (const line of lines) {
      const event = JSON.parse(line);
      if (event.event === "problem") throw new Refusal(event.problem);
      yield event;
    }
    if (done) return;
  }
}
