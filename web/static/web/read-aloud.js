// "Lees voor": reads the page aloud, sentence by sentence, and marks the sentence that is being read.
//
// Only voices of the device itself are used: those of a far service would be sent what the page says. Where there
// is none for the page's language, the buttons stay hidden, as they do without script. The page is not changed:
// the mark is a highlight over a range of its text.

const bar = document.querySelector("[data-read-aloud]");
const main = document.querySelector("main");
const speech = window.speechSynthesis;
const MARK = "reading";
const SKIPPED = "[data-read-aloud], .back-link, [aria-hidden=true], script, style, svg, select, textarea";

const languageOf = (element) => element.closest("[lang]").lang.toLowerCase().split("-")[0];
const voiceFor = (language) =>
  speech.getVoices().find((voice) => voice.localService && voice.lang.toLowerCase().split(/[-_]/)[0] === language);

const isInline = (element) => getComputedStyle(element).display.startsWith("inline");
const blockOf = (node) => {
  let element = node.parentElement;
  while (element !== main && isInline(element)) element = element.parentElement;
  return element;
};

// The texts that are in sight (also those that only a screen reader gets), in runs of one block and one language.
const runs = () => {
  const found = [];
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || element.closest(SKIPPED) || !element.checkVisibility({ visibilityProperty: true })) continue;
    const [block, language, last] = [blockOf(node), languageOf(element), found.at(-1)];
    if (last?.block === block && last.language === language) last.nodes.push(node);
    else found.push({ block, language, nodes: [node] });
  }
  return found;
};

// Where in a run's text nodes the character at an offset of the whole stands.
const placeOf = (nodes, offset) => {
  for (const node of nodes) {
    if (offset <= node.length) return [node, offset];
    offset -= node.length;
  }
  return [nodes.at(-1), nodes.at(-1).length];
};

const sentencesOf = ({ language, nodes }) => {
  const text = nodes.map((node) => node.data).join("");
  const parts = window.Intl?.Segmenter
    ? [...new Intl.Segmenter(language, { granularity: "sentence" }).segment(text)]
    : [{ index: 0, segment: text }];
  return parts.filter(({ segment }) => segment.trim()).map(({ index, segment }) => {
    const range = document.createRange();
    range.setStart(...placeOf(nodes, index + segment.length - segment.trimStart().length));
    range.setEnd(...placeOf(nodes, index + segment.trimEnd().length));
    return { language, range, text: segment.trim().replace(/\s+/g, " ") };
  });
};

const readAloud = () => {
  const [toggle, stop] = bar.querySelectorAll("button");
  const label = toggle.querySelector("[data-label]");
  let sentences = [];
  let at = 0;
  let speaking = null;

  const show = () => {
    label.textContent = toggle.dataset[speaking ? "pause" : sentences.length ? "resume" : "start"];
    stop.hidden = !sentences.length;
  };
  const mark = (range) => {
    window.CSS?.highlights?.delete(MARK);
    if (!range) return;
    window.CSS?.highlights?.set(MARK, new Highlight(range));
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    range.startContainer.parentElement.scrollIntoView({ block: "nearest", behavior: still ? "auto" : "smooth" });
  };
  const silence = () => {
    speaking = null;
    speech.cancel();
  };
  const end = () => {
    silence();
    sentences = [];
    at = 0;
    mark(null);
    show();
  };
  const speak = () => {
    if (at >= sentences.length) return end();
    const { language, range, text } = sentences[at];
    const spoken = new SpeechSynthesisUtterance(text);
    spoken.voice = voiceFor(language) ?? voiceFor(document.documentElement.lang);
    spoken.lang = spoken.voice?.lang ?? language;
    // What was silenced ends too; only the sentence that is still being read leads to the next.
    spoken.onend = () => { if (speaking === spoken) { at += 1; speak(); } };
    spoken.onerror = () => { if (speaking === spoken) end(); };
    speaking = spoken;
    mark(range);
    show();
    speech.speak(spoken);
  };

  toggle.addEventListener("click", () => {
    // Not by `pause()`, which on some phones never comes back: silent now, and the same sentence again later.
    if (speaking) {
      silence();
      show();
      return;
    }
    if (!sentences.length) sentences = runs().flatMap(sentencesOf);
    speak();
  });
  stop.addEventListener("click", () => {
    end();
    toggle.focus();
  });
  addEventListener("pagehide", silence);
};

if (bar && main && speech) {
  const offer = () => { bar.hidden = !voiceFor(document.documentElement.lang); };
  readAloud();
  offer();
  speech.addEventListener?.("voiceschanged", offer);
}
