"""Which records are the same article?

Records are brought into one form (`normal_form`), those that share something rare are paired
(`blocking`), each pair is weighed (`comparison`), and what is the same becomes groups (`groups`).
The method is record linkage after Fellegi and Sunter (1969), with weights set by hand: a wrong
merge loses an article, a missed one costs an editor a second.
"""
