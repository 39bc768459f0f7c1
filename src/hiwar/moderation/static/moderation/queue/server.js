/* One way to talk to the desk: JSON, never kept, never throwing. */

const root = document.querySelector("[data-queue]");

/* Returns {ok, status, body}: `status` 0 means that nothing came back. */
export async function get(url) {
  return answer(url, {});
}

export async function post(url, fields) {
  const body = new URLSearchParams(fields);
  body.set("csrfmiddlewaretoken", root.dataset.token);
  return answer(url, { method: "POST", body });
}

async function answer(url, options) {
  let response;
  try {
    response = await fetch(url, {
      ...options,
      headers: { Accept: "application/json" },
      credentials: "same-origin",
      cache: "no-store",
    });
  } catch {
    return { ok: false, status: 0, body: null };
  }
  const isJson = (response.headers.get("Content-Type") ?? "").includes("json");
  const body = isJson ? await response.json().catch(() => null) : null;
  // Who is not signed in any more is led to a page, which is no answer.
  return { ok: response.ok && body !== null, status: response.status, body };
}

/* What the server wrote as HTML, parsed but not yet in the page. */
export function fragment(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}
