// Starts the page. A file of its own, because the content security policy allows no inline
// script; the names of the two files change with their content and stand in the script tag.
{
  const { script, wasm } = document.currentScript.dataset;
  const address = (path) => new URL(path, document.baseURI);

  import(address(script))
    .then(({ default: init }) => init({ module_or_path: address(wasm) }))
    .catch((error) => {
      console.error(error);
      // An old browser or a broken download: say so instead of showing an empty sheet.
      document.querySelector("[data-boot-failed]")?.removeAttribute("hidden");
    });
}
