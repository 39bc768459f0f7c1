/* One way to talk to the server: JSON from our own origin, never kept, never throwing. */

/* Returns {ok, status, body, wait}: `status` 0 means that nothing came back, `body` is null
 * when the answer is not JSON, `wait` is Retry-After in seconds (0 when there is none). */
export async function ask(url, fields = null) {
  let answer;
  try {
    answer = await fetch(url, {
      method: fields ? "POST" : "GET",
      body: fields ? new URLSearchParams(fields) : undefined,
      headers: { Accept: "application/json" },
      credentials: "same-origin",
      cache: "no-store",
      redirect: "error",
    });
  } catch {
    return { ok: false, status: 0, body: null, wait: 0 };
  }
  let body = null;
  if ((answer.headers.get("Content-Type") ?? "").includes("json")) {
    body = await answer.json().catch(() => null);
  }
  return { ok: answer.ok, status: answer.status, body, wait: seconds(answer.headers.get("Retry-After")) };
}

/* Retry-After is a number of seconds or a date. */
function seconds(header) {
  if (!header) return 0;
  const number = Number(header);
  const wait = Number.isFinite(number) ? number : (Date.parse(header) - Date.now()) / 1000;
  return Math.min(Math.max(Math.ceil(wait) || 0, 0), 3600);
}

/* A refusal for the want of a token, not by a rule: the server then answers 403 without a code. */
export function tokenIsStale(answer) {
  return answer.status === 403 && !answer.body?.code;
}

/* What the server wrote as HTML, parsed but not yet in the page. */
export function fragment(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}
