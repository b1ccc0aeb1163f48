import { createServer } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { openServiceRig, type ServiceRig } from "../support/service-rig.ts";

describe("starting where it can't", () => {
  const rigs: ServiceRig[] = [];
  const openRig = async () => {
    const rig = await openServiceRig({ engine: "sqlite" });
    rigs.push(rig);
    return rig;
  };
  afterEach(async () => {
    for (const rig of rigs.splice(0)) await rig.close();
  });

  it("says that another process has the store", async () => {
    const rig = await openRig();
    await rig.start();
    const refused = rig.start();
    await expect(refused).rejects.toThrow(/is in use by process \d+: stop it first/);
    await expect(refused).rejects.not.toThrow(/defect/);
  });

  it("says that the port is taken and which setting to change", async () => {
    const rig = await openRig();
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    const address = taken.address();
    const port = typeof address === "object" ? `${address?.port}` : "";
    const refused = rig.start({ PORT: port });
    await expect(refused).rejects.toThrow(
      `127.0.0.1:${port} is taken by another process: stop it, or set PORT and HOST`,
    );
    await expect(refused).rejects.not.toThrow(/defect/);
    await new Promise((resolve) => taken.close(resolve));
  });

  it.each([
    ["HOST", "nowhere.invalid", "nowhere.invalid is no name of this machine"],
    ["HOST", "192.0.2.1", "is no address of this machine: set PORT and HOST"],
    ["METRICS_HOST", "nowhere.invalid", "set HOST, or METRICS_HOST, to an address of it"],
    [
      "DATABASE_URL",
      "postgres://u:secret-word@127.0.0.1:9/x",
      "The PostgreSQL server 127.0.0.1:9/x can't be used",
    ],
    [
      "DATABASE_URL",
      "postgres://u:secret-word@127.0.0.1/x?sslrootcert=/nowhere.pem",
      "The PostgreSQL server 127.0.0.1/x can't be used",
    ],
  ])("says what is wrong with %s=%s, and does not call it a defect", async (name, value, sentence) => {
    const rig = await openRig();
    const refused = rig.start({ [name]: value });
    await expect(refused).rejects.toThrow(sentence);
    await expect(refused).rejects.not.toThrow(/defect|secret-word/);
  });

  it("does not start with the secret that everybody knows, and names the setting", async () => {
    const rig = await openRig();
    const refused = rig.start({ WEBHOOK_SECRET: "development" });
    await expect(refused).rejects.toThrow(/WEBHOOK_SECRET is the word that everybody knows/);
  });
});
