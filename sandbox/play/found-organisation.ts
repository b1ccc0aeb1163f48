import { CATALOG_PATHS } from "../../src/catalog/catalog-limits.ts";
import { TEMPLATE_PATH } from "../../src/starter/repository-layout.ts";
import type { Driver } from "../github/driver.ts";
import { type Organisation, PEOPLE } from "../organisation/sample-organisation.ts";
import type { SampleRepository } from "../organisation/sample-repository.ts";

/** Accounts, repositories and rights, before the app is there. Sends no webhook. */
export function foundOrganisation(driver: Driver, organisation: Organisation): void {
  const { login, catalog, repositories, summaryRepository } = organisation;
  driver.addOrganisation(login);
  for (const person of PEOPLE) driver.ensureUser(person.login);
  if (catalog !== undefined) {
    driver.addRepository({ owner: login, name: ".github-private", files: { [CATALOG_PATHS[0]]: catalog } });
  }
  if (summaryRepository !== undefined) {
    driver.addRepository({ owner: login, name: summaryRepository, files: { "README.md": "# Leadership\n" } });
  }
  for (const repository of repositories) {
    const { name, visibility } = repository;
    driver.addRepository({ owner: login, name, visibility, files: listFiles(repository) });
  }
  const names = [
    ...repositories.map(({ name }) => name),
    ...(summaryRepository === undefined ? [] : [summaryRepository]),
  ];
  for (const name of names) {
    for (const person of PEOPLE) {
      driver.setRole({ repository: `${login}/${name}`, login: person.login, role: person.role });
    }
  }
}

function listFiles({
  name,
  about,
  catalog,
  template,
  areas,
}: SampleRepository): Readonly<Record<string, string>> {
  const code = areas.flatMap(({ paths }) => paths).map((path) => [path, `${path}\n`] as const);
  return {
    ...Object.fromEntries(code),
    "README.md": `# ${name}\n\n${about}\n`,
    [CATALOG_PATHS[0]]: catalog,
    [TEMPLATE_PATH]: template,
  };
}
