import { describe, expect, it } from "vitest";
import { buildCatalog } from "../../src/catalog/parse-catalog.ts";
import { compileKeywords } from "../../src/tagging/match-keywords.ts";

const { catalog } = buildCatalog([
  {
    layer: "repository",
    file: "acme/shop:.github/throughline.yml",
    text: `version: 1
metrics:
  pay: { kind: customer, keywords: ["支付", checkout] }
  churn: { kind: customer, keywords: ["解約"] }
  returns: { kind: customer, keywords: ["คืนสินค้า"] }
  cart: { kind: customer, keywords: ["カート"] }
  korean: { kind: customer, keywords: ["결제"] }
  cafe: { kind: customer, keywords: ["Café"] }
`,
  },
]);
const { findKeywords } = compileKeywords(catalog?.metrics ?? []);

describe("a keyword", () => {
  it.each([
    ["支付 页面崩溃", "pay"],
    ["修复支付页面崩溃", "pay"],
    ["checkoutを速くする", "pay"],
    ["ｃｈｅｃｋｏｕｔ 修正", "pay"],
    ["解約フローを短くする", "churn"],
    ["แก้หน้าคืนสินค้าช้า", "returns"],
    ["ショッピングカートを直す", "cart"],
    ["결제를 수정", "korean"],
    ["Faster Cafe\u0301 page", "cafe"],
  ])("stands in %j", (title, metric) => {
    expect(findKeywords(title).map((found) => found.metric)).toEqual([metric]);
  });

  it.each(["スカートの色を直す", "a checkouts page", "支え", "미결제"])("stands not in %j", (title) => {
    expect(findKeywords(title)).toEqual([]);
  });
});
