import type { HonoRequest } from "hono";
import {
  FORM_FIELDS,
  type FormField,
  type RegistrationForm,
} from "../../workflows/register-app/parse-registration-form.ts";

export interface SentForm {
  readonly form: RegistrationForm;
  readonly action: "continue" | "check" | "edit";
}

export function toFirstForm(): RegistrationForm {
  return { ...toForm(() => ""), kind: "organisation", keep: "file" };
}

/** The fields as typed; what is no text, or is missing, is empty. Undefined where it is no form at all. */
export async function readRegistrationForm(request: HonoRequest): Promise<SentForm | undefined> {
  const body = await request.parseBody().catch(() => undefined);
  if (body === undefined) return undefined;
  const action = body["action"];
  return {
    form: toForm((name) => {
      const value = body[name];
      return typeof value === "string" ? value : "";
    }),
    action: action === "check" || action === "edit" ? action : "continue",
  };
}

function toForm(read: (name: FormField) => string): RegistrationForm {
  return Object.fromEntries(FORM_FIELDS.map((name) => [name, read(name)])) as RegistrationForm;
}
