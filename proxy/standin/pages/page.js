// What all pages share: the thread, and reading a stream of server-sent events from a fetch.

const byId = (id) => document.getElementById(id);

// A new line of the thread; the element's text grows as its answer comes.
export function line(author, text = "") {
  const item = document.createElement("p");
  item.className = author;
  item.textContent = text;
  byId("thread").append(item);
  return item;
}

// Each event of an answer as {name, data}.
export async function* events(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let kept = "";
  for (;;) {
    const { value, done } = await reader.read();
    kept += (value ?? "").replaceAll("\r\n", "\n");
    const whole = kept.split("\n\n");
    kept = whole.pop();
    for (const event of whole) {
      const fields = event.split("\n");
      const of = (name) => fields.filter((f) => f.startsWith(`${name}:`)).map((f) => f.slice(name.length + 1).trimStart());
      yield { name: of("event").join(""), data: of("data").join("\n") };
    }
    if (done) return;
  }
}

// Joins the form to what the page does. ``typed`` is called while the person still types.
export function page({ send, attach, typed }) {
  const guarded = async (work) => {
    document.body.dataset.state = "busy";
    try {
      await work();
    } catch (error) {
      line("error", error.message);
    }
    document.body.dataset.state = "ready";
  };
  let timer = 0;
  byId("prompt").addEventListener("input", () => {
    clearTimeout(timer);
    if (typed) timer = setTimeout(() => typed(byId("prompt").value).catch(() => {}), 50);
  });
  byId("send").addEventListener("click", () => {
    clearTimeout(timer);
    const text = byId("prompt").value;
    byId("prompt").value = "";
    line("user", text);
    guarded(() => send(text));
  });
  byId("file").addEventListener("change", () => guarded(() => attach(byId("file").files[0])));
  document.body.dataset.state = "ready";
}
