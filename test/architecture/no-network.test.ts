import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";

test("a unit test that forgets to fake a request fails", async () => {
  // 192.0.2.0/24 is reserved for documentation (RFC 5737): nothing answers there.
  await expect(fetch("http://192.0.2.1/")).rejects.toMatchObject({
    cause: { name: "NetConnectNotAllowedError" },
  });
});

test("a server of the test's own is reachable", async () => {
  const server = createServer((_request, response) => response.end("here"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}/`);
  expect(await answer.text()).toBe("here");
  server.close();
});
