// Starts the page: the content security policy allows no inline script.
{
  const tag = document.currentScript;
  const root = document.documentElement;
  const address = (path) => new URL(path, document.baseURI);
  const words = (code) => tag.getAttribute(`data-words-${code}`);

  // The language that was chosen, or the first of the reader's that the page has words for, or the document's.
  const remembered = () => {
    try {
      return localStorage.getItem("trazo.language");
    } catch {
      return null; // Storage may be forbidden.
    }
  };
  const codes = [remembered() ?? "", ...navigator.languages].map((code) => code.split(/[-_]/)[0].toLowerCase());
  root.lang = codes.find((code) => /^[a-z]+$/.test(code) && words(code)) ?? root.lang;

  // A connection that fails for a moment is tried again.
  const fetched = async (path, [pause, ...pauses] = [500, 2000]) => {
    try {
      const response = await fetch(address(path));
      if (!response.ok) throw new Error(`${path}: status ${response.status}`);
      return await response.text();
    } catch (error) {
      if (pause === undefined) throw error;
      await new Promise((resume) => setTimeout(resume, pause));
      return fetched(path, pauses);
    }
  };

  const failed = (what) => (error) => {
    console.error(error);
    document.querySelector(`[data-${what}-failed]`)?.removeAttribute("hidden");
  };
  for (const button of document.querySelectorAll("[data-retry]")) {
    button.addEventListener("click", () => location.reload());
  }

  const { script, wasm } = tag.dataset;
  const code = import(address(script));
  code.catch(() => {}); // Told below, once the words are here.
  fetched(words(root.lang)).then((texts) => {
    globalThis.trazoWords = texts;
    code.then(({ default: init }) => init({ module_or_path: address(wasm) })).catch(failed("boot"));
  }, failed("words"));
}
