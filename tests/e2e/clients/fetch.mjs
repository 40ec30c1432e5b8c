// Node's fetch behind the proxy: reads one request per line on stdin, writes one answer per line on stdout.
// HTTPS_PROXY and NODE_EXTRA_CA_CERTS are all that is set, as on a developer's machine.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const { EnvHttpProxyAgent, setGlobalDispatcher } = createRequire(process.env.CLIENTS + "/package.json")("undici");
setGlobalDispatcher(new EnvHttpProxyAgent());

for await (const line of createInterface({ input: process.stdin })) {
  const { url, headers, body } = JSON.parse(line);
  const answer = await fetch(url, { method: "POST", headers, body });
  const pieces = [];
  const decoder = new TextDecoder();
  for await (const piece of answer.body) pieces.push(decoder.decode(piece, { stream: true }));
  console.log(JSON.stringify({ status: answer.status, text: pieces.join("") }));
}
