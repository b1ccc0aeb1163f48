export interface FoundStance {
  readonly kind: "none" | "unsure";
  /** Characters of the line that say so. */
  readonly length: number;
}

/** Where a word or a sentence ends: its end, the end of its line, punctuation, a dash. */
const END = String.raw`(?=\s*(?:$|\n|[.,;:!?()[\]"'\x60|…*—\p{So}]|-+(?:\s|$)|--)|\s-)`;
/** Where a word ends, and no longer one goes on: `no` of `no, internal`, not of `no-shows`. */
const WORD = String.raw`(?![\p{L}\p{M}\p{N}_]|['-][\p{L}\p{N}])`;
/** What says more of the "no" before it, where no comma parts the two: `No this is internal`. */
const GOES_ON = String.raw`(?=\s+(?:this|it|its|it's|these|those|that|there|just|only|because|since|as|we|i|i'm|they|merely|simply|purely|strictly|internal|internally|not|but|at all|for now|due|though|although|really|except|unless|aside|apart|other than|besides|thanks|the|tests? only|test-only|docs? only)${WORD})`;
/** Where `none` or `unsure` ends: "None values are now allowed" is a sentence about something else. */
const STOP = String.raw`(?:${END}|${GOES_ON}|(?=\s+(?:on|to|for|in|at|from|with|within|beyond|about|if|whether|how|what|which|yet|so|here|by|until|once|after|pending|and|or|of (?:any|the|our|behaviou?r|function|logic)|expected|intended|needed|required|necessary|planned|known|reported|observed|seen|foreseen|anticipated|next|later|soon|tomorrow|moves?|really|whatsoever|applies|apply|(?:is|are|was|were|will be|should be)\s+(?:[a-z]+ly\s+)?(?:affected|impacted|involved|expected|intended|visible|moved|touched|changed|planned|made|needed))${WORD}))`;
const ADJECTIVE = String.raw`(?:(?:end-?\s?)?(?:users?|customers?|clients?)(?:'s|s')?(?:[\s-](?:facing|visible|observable|noticeable|impacting))?|facing|visible|externally?|public|internal|stable|existing|production|prod|runtime|business|revenue|product|commercial|apis?|abi|cli|ui|ux|code|logic|schema|config|configuration|wire|format|data|output|signature|source|feature|feature-flag|interface|compatibility|functionality|functional|behaviou?r|behaviou?ral|semantic|performance|breaking|measurable|noticeable|observable|perceivable|direct|immediate|real|actual|known|expected|intended|intentional|relevant|specific|particular|such|new|major|notable|significant|substantive|material|meaningful|or|and|nor|&)`;
const ADJECTIVES = String.raw`(?:${ADJECTIVE}(?:\s(?:/\s)?|/)){0,8}`;
/** Behind such a word the sentence ends, or tells for what there is none: "No metric is collected" is no "none". */
const NOUN = String.raw`(?:metrics?|impacts?|effects?|changes?|changed|differences?|influence|implications?|consequences?|modifications?|breakages?)(?:\s(?:affected|impacted|involved|expected|intended|at all|whatsoever|here))?${STOP}`;
/** These say so only where the sentence ends, or goes on like one: "No numbers are lost" is no "none". */
const LAST_NOUN = String.raw`(?:numbers?|kpis?|outcomes?|goals?|values?|relevance|(?:public |user |user-)?apis?|breaking|(?:user|customer|client)s?(?:[\s-](?:facing|visible))?|user-?facing)(?:${END}|(?=\s+(?:on|to|for|in|at all|expected|involved|affected|impacted|moved|touched|here|whatsoever|(?:is|are|was|were|will be) (?:affected|impacted|involved|moved|touched|changed))${WORD}))`;
const NO_NOUN = String.raw`(?:no|zero|without(?: any)?|not an?|not any|not)\s+${ADJECTIVES}(?:${NOUN}|${LAST_NOUN})`;
const NOTHING = String.raw`nothing(?:${END}|(?=\s+(?:changes|changed|user-?\s?facing|visible|relevant|noteworthy|notable|special|new|at all|here|for (?:users|customers)|to (?:see|say|report|note|add|declare|measure))${WORD}))`;
const NONE_OF = String.raw`none of (?:them|these|those|the metrics|the above|our metrics|it|this|that)${WORD}`;

const NONE = new RegExp(
  [
    NO_NOUN,
    String.raw`there(?:'s| is| are| will be| should be) (?:none${STOP}|${NO_NOUN})`,
    NONE_OF,
    String.raw`none${STOP}(?!\s+of\s)`,
    NOTHING,
    String.raw`n\s?[/\\]\s?a${STOP}\.?`,
    String.raw`n\.\s?a\.?(?:${END}|${GOES_ON})`,
    String.raw`(?:is |does )?not (?:applicable|apply|relevant|really|directly|user-?\s?facing|customer-?\s?facing|at all|yet)${STOP}`,
    String.raw`(?:doesn't|does not) apply${WORD}`,
    String.raw`irrelevant${END}`,
    String.raw`(?:i )?(?:don't|dont|do not) (?:think|believe|expect) (?:so|there|it|this)${WORD}`,
    String.raw`(?:probably|likely|hopefully|should be|shouldn't be|i think|presumably) (?:none|no|nothing|not|any)${END}`,
    String.raw`(?:nil|null|nada|no-?op|shouldn't|should not)${END}`,
    String.raw`(?:no|nope|nah|na|non)(?:${END}|${GOES_ON})`,
  ]
    .map((part) => `(?:${part})`)
    .join("|"),
  "iuy",
);

const UNSURE = new RegExp(
  [
    String.raw`unsure${STOP}`,
    String.raw`(?:i'm |i am |we're |we are )?not (?:(?:yet|entirely|quite|really|so|too|fully|totally|completely|100\s?%|very|at all) ){0,2}(?:sure|certain|clear|known|decided|determined)${WORD}`,
    String.raw`(?:i |we )?(?:really )?(?:don't|dont|do not) (?:really |yet )?know${WORD}`,
    String.raw`(?:i |we )?(?:can't|cant|cannot|can not) (?:tell|say|judge)${WORD}`,
    String.raw`hard to (?:tell|say|judge)${WORD}`,
    String.raw`(?:i |we )?(?:have )?no (?:real )?(?:idea|clue)${WORD}`,
    String.raw`(?:idk|dunno)${WORD}`,
    String.raw`(?:t\.?b\.?[dac]\.?|to be (?:determined|decided|defined|confirmed|discussed|done|announced|clarified))${STOP}`,
    String.raw`(?:unclear|uncertain|undecided|unknown)(?:${END}|(?=\s+(?:yet|at|for|how|if|whether|to me|what|which|so far|because|as)${WORD}))`,
    String.raw`(?:maybe|perhaps|possibly)${END}`,
  ]
    .map((part) => `(?:${part})`)
    .join("|"),
  "iuy",
);

/** Words of a sentence that says what something does not do: `not refund-rate`, `no longer slow`, `nothing breaks`. */
const NEGATED =
  /(?:no|not|none|non|nor|nothing|neither|never|without|hardly|nobody|don't|doesn't|isn't|aren't|won't|cannot|can't|(?:does|do|is|are|will) not)(?![\p{L}\p{N}_]|-[\p{L}\p{N}])/iuy;
const NO_EFFECT = String.raw`(?:no|zero|without(?: any)?|not any|little to no)\s+${ADJECTIVES}(?:impacts?|effects?|changes?|differences?|movements?|influence|relevance)${WORD}`;
const UNMOVED = String.raw`(?:un(?:affected|touched|changed|moved|impacted|altered|related)|(?:not|never|no longer) (?:be )?(?:[a-z]+ly )?(?:affected|touched|changed|impacted|involved|concerned|moved|altered|relevant|applicable))`;
const LEVEL = String.raw`(?:the same|flat|steady|constant|stable|neutral|irrelevant|as (?:is|before|it was))`;
const NOTHING_CHOSEN = String.raw`(?:none|nil|null|n\s?/\s?a|no|nope|nah|nothing|(?:[±+]\s?)?0(?:\s?%)?(?![.,]\d)|zero|unsure|not (?:sure|yet|known|clear)|tb[dac]|unknown|unclear|uncertain|undecided|idk)`;
const ADVERBS = String.raw`(?:\s+(?:[a-z]+ly|also|still|itself|just|so|here|be|been|to))*`;
const TAIL = String.raw`(?:\s+(?:at all|whatsoever|expected|intended|yet|here|by (?:this|it)))?`;
/** What says behind a metric that it is none: `: none`, `- no impact`, `does not change`, `stays flat`, `(unchanged)`. */
const TAKEN_BACK = new RegExp(
  [
    String.raw`(?:\s*[:(=?!.[>→—-]){0,4}\s*(?:${NOTHING_CHOSEN}|${UNMOVED}|${LEVEL}|${NO_EFFECT})${TAIL}${END}`,
    String.raw`\s*[:(,—-]\s*(?:does|do|did|will|would|should|can|could)\s*(?:not|n't|nt|never|no longer)\s+(?:change|move|matter|apply|be (?:affected|touched|changed|impacted|moved))${TAIL}${END}`,
    String.raw`\s*,\s*${UNMOVED}${TAIL}${END}`,
    String.raw`${ADVERBS}\s+(?:(?:is|are|was|were|has|have|had|does|do|did|will|would|should|shall|can|could|may|might|must|need)${ADVERBS}\s*(?:not|n't|nt|never|no longer)|can't|cant|won't|wont|not|never|no longer|(?:does|is|will) neither)${WORD}(?!\s+(?:only|just|merely)${WORD})`,
    String.raw`${ADVERBS}\s+(?:(?:will|would|should|shall|can|may|might|must)\s+)?(?:is|are|was|were|be|stays?|stayed|remains?|remained|keeps?|kept|holds?|held)${ADVERBS}\s+(?:${NOTHING_CHOSEN}${END}|(?:${UNMOVED}|${LEVEL})${WORD})`,
    String.raw`${ADVERBS}\s+(?:(?:will|would|should|can|may|might|must)\s+)?(?:has|have|had|sees?|saw|shows?|showed|gets?|makes?|is|are|with|takes?)${ADVERBS}\s+${NO_EFFECT}`,
  ]
    .map((part) => `(?:[\`"'*)\\]]*${part})`)
    .join("|"),
  "iuy",
);
/** `no impact on users, but ...` */
const LATER_EXCEPTION =
  /(?<![\p{L}\p{N}_-])(?:but|except|other than|apart from|aside from|besides|although|though|however)(?![\p{L}\p{N}_-])/iu;
/** `none, but ...`: what comes behind may be the answer. */
const EXCEPTION =
  /[\s,;.:—-]*(?:but|except|other than|apart from|aside from|besides|save|only|though|although|however|unless)(?![\p{L}\p{N}])/iuy;

/** What people write for `none` and `unsure`, at a place of a folded line; undefined for a sentence about something else. */
export function parseStance(line: string, at: number): FoundStance | undefined {
  const unsure = matchAt(UNSURE, line, at);
  if (unsure !== undefined) return { kind: "unsure", length: unsure.length };
  const none = matchAt(NONE, line, at);
  return none === undefined ? undefined : { kind: "none", length: none.length };
}

/** Whether the line says from here what is not so; a metric in it is none that it claims. */
export function isNegated(line: string, at: number): boolean {
  return matchAt(NEGATED, line, at) !== undefined;
}

/** Whether what comes behind a metric says that it is none: `refund-rate is not affected`. */
export function isTakenBack(line: string, at: number): boolean {
  return matchAt(TAKEN_BACK, line, at) !== undefined;
}

/** Whether what comes behind `none` makes an exception: `none, but ...` */
export function isExcepted(line: string, at: number): boolean {
  return matchAt(EXCEPTION, line, at) !== undefined;
}

/** Where the line makes an exception further on; undefined where it makes none. */
export function findLaterException(line: string, at: number): number | undefined {
  const found = line.slice(at).search(LATER_EXCEPTION);
  return found < 0 ? undefined : at + found;
}

function matchAt(pattern: RegExp, line: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(line)?.[0];
}
