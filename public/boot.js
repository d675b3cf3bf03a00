// Starts the page: the content security policy allows no inline script.
{
  const { script, wasm } = document.currentScript.dataset;
  const address = (path) => new URL(path, document.baseURI);

  import(address(script))
    .then(({ default: init }) => init({ module_or_path: address(wasm) }))
    .catch((error) => {
      console.error(error);
      document.querySelector("[data-boot-failed]")?.removeAttribute("hidden");
    });
}
