from gleanings.site.command import main

main()
